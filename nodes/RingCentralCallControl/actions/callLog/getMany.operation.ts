import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { callLogExtensionField, callLogFields } from '../../descriptions/callLog';
import { filtersOf } from '../../descriptions/filters';
import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedCallLogRecord } from '../../calls/output/simplifiedCallLogRecord';
import { textOf, textsOf, type Fields } from '../../calls/events/unknown';
import { filterQuery } from '../filtersParameter';
import type { Item } from '../item';
import { manyRecords } from '../manyRecords';
import { momentQuery } from '../momentFilter';
import type { Operation } from '../operation';
import { requiredPhoneNumber } from '../phoneNumberParameter';
import { chosenCallLog } from './chosenCallLog';

const startedAfterField: INodeProperties = {
	displayName: 'Started After',
	name: 'dateFrom',
	type: 'dateTime',
	default: '',
	description:
		'Only calls from this time on. Without it, RingCentral looks at 24 hours. A time without a time zone is one of the workflow.',
};

const startedBeforeField: INodeProperties = {
	displayName: 'Started Before',
	name: 'dateTo',
	type: 'dateTime',
	default: '',
	description:
		'Only calls up to this time. Leave empty for now. A time without a time zone is one of the workflow.',
};

const phoneNumberFilter: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +14155550100',
	description: 'Only calls from or to this number, with + and the country code',
};

const filtersField = filtersOf([
	{
		displayName: 'Call ID',
		name: 'callId',
		type: 'string',
		default: '={{ $json.telephonySessionId }}',
		placeholder: 'e.g. s-a0d17931e6a3cz18b67acb764z1a2b0000',
		description:
			'Only this call. Behind a RingCentral trigger it is the one that started the workflow.',
	},
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'Incoming', value: 'Inbound' },
			{ name: 'Outgoing', value: 'Outbound' },
		],
		default: 'Inbound',
		description: 'Only calls that came in, or only those that went out',
	},
	phoneNumberFilter,
	{
		displayName: 'Recording',
		name: 'recordingType',
		type: 'options',
		options: [
			{ name: 'Any Recording', value: 'All' },
			{ name: 'Automatic Recording', value: 'Automatic' },
			{ name: 'Recording on Demand', value: 'OnDemand' },
		],
		default: 'All',
		description: 'Only calls that were recorded',
	},
	{
		displayName: 'Results',
		name: 'result',
		type: 'multiOptions',
		options: [
			{ name: 'Abandoned', value: 'Abandoned' },
			{ name: 'Accepted', value: 'Accepted', description: 'Answered, of calls that came in' },
			{ name: 'Answered Elsewhere', value: 'Answered Elsewhere' },
			{ name: 'Blocked', value: 'Blocked' },
			{ name: 'Busy', value: 'Busy' },
			{
				name: 'Call Connected',
				value: 'Call connected',
				description: 'Answered, of calls that went out',
			},
			{ name: 'Call Failed', value: 'Call Failed' },
			{ name: 'Declined', value: 'Declined' },
			{ name: 'Hang Up', value: 'Hang Up' },
			{ name: 'Missed', value: 'Missed' },
			{ name: 'No Answer', value: 'No Answer' },
			{ name: 'Rejected', value: 'Rejected' },
			{ name: 'Reply', value: 'Reply' },
			{ name: 'Sent to Voicemail', value: 'Sent to Voicemail' },
			{ name: 'Stopped', value: 'Stopped' },
			{ name: 'Voicemail', value: 'Voicemail' },
			{ name: 'Wrong Number', value: 'Wrong Number' },
		],
		default: ['Missed'],
		description:
			'Only calls of which one of these became. RingCentral cannot look for them, so that all calls of the time are read.',
	},
	startedAfterField,
	startedBeforeField,
	{
		displayName: 'Types',
		name: 'type',
		type: 'multiOptions',
		options: [
			{ name: 'Fax', value: 'Fax' },
			{ name: 'Voice', value: 'Voice' },
		],
		default: ['Voice'],
		description: 'Only calls of these types',
	},
]);

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many call log entries',
	description: 'Get many calls that are over, such as the missed ones or those with a recording',
	properties: [...callLogFields, ...returnAllFields, filtersField, simplifyField],
	async execute(item) {
		const { result, ...query } = callLogQuery(item);
		const results = textsOf(result);
		const records = await manyRecords(
			item,
			{
				path: await chosenCallLog(item),
				// Only the detailed view contains the legs of a call.
				query: { ...query, view: item.isSimplified ? 'Simple' : 'Detailed' },
			},
			{ extensionId: callLogExtensionField },
			results.length === 0 ? undefined : (record) => hasResult(record, results),
		);
		return records.map((record) => item.simplifiedOrRaw(record, simplifiedCallLogRecord));
	},
};

/** The filters as RingCentral's query, and `result`, which RingCentral cannot filter by. */
function callLogQuery(item: Item): IDataObject {
	const { callId, phoneNumber, ...query } = filterQuery(item, filtersField);
	return {
		...query,
		...(callId !== undefined && { telephonySessionId: callId }),
		...(phoneNumber !== undefined && {
			// Without the plus, by RingCentral's description of this filter.
			phoneNumber: requiredPhoneNumber(item, {
				displayName: phoneNumberFilter.displayName,
				name: `filters.${phoneNumberFilter.name}`,
			}).replace('+', ''),
		}),
		...momentQuery(item, [startedAfterField, startedBeforeField]),
	};
}

function hasResult(record: Fields, results: readonly string[]): boolean {
	const own = textOf(record.result)?.toLowerCase();
	return results.some((result) => result.toLowerCase() === own);
}
