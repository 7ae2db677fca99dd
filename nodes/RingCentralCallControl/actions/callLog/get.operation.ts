import type { INodeProperties } from 'n8n-workflow';

import { callLogExtensionField, callLogFields } from '../../descriptions/callLog';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedCallLogRecord } from '../../calls/output/simplifiedCallLogRecord';
import { apiPath } from '../../transport/http/apiPath';
import type { Operation } from '../operation';
import { chosenCallLog } from './chosenCallLog';

const recordField: INodeProperties = {
	displayName: 'Call Record ID',
	name: 'callRecordId',
	type: 'string',
	default: '={{ $json.callRecordId }}',
	required: true,
	placeholder: 'e.g. AQWBHiRTgyx2sUA',
	description: "The entry of the call log. Behind 'Get Many' it is the one of the item.",
};

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get call log entry',
	description: 'Look up one call that is over: when it was, how long, and what became of it',
	properties: [...callLogFields, recordField, simplifyField],
	async execute(item) {
		const recordId = item.requiredId(
			recordField,
			"Put this node behind 'Get Many' of the call log, which puts the ID on its items.",
		);
		const path = await chosenCallLog(item);
		const record = await item.request(
			{ method: 'GET', path: `${path}${apiPath`/${recordId}`}`, query: { view: 'Detailed' } },
			{
				naming: {
					field: recordField,
					advice:
						"A call gets into the call log some seconds after its end, and each call log has entries of its own: check 'Call Log Of'.",
				},
				fields: { extensionId: callLogExtensionField },
			},
		);
		return item.simplifiedOrRaw(record, simplifiedCallLogRecord);
	},
};
