import type { IDataObject } from 'n8n-workflow';

import { byNumber, idLocator } from '../../descriptions/idLocator';
import { returnAllFields } from '../../descriptions/returnAll';
import { isFields, listOf, textOf, type Fields } from '../../calls/events/unknown';
import { availabilityOf } from '../../calls/output/availability';
import { simplifiedPresence } from '../../calls/output/simplifiedPresence';
import { apiPath } from '../../transport/http/apiPath';
import { UNREADABLE } from '../../transport/http/refusal';
import { requiredExtensionId } from '../extensionParameter';
import type { Item } from '../item';
import { mostResults } from '../manyRecords';
import type { Operation } from '../operation';
import { visiblePresence } from '../visiblePresence';

const queueField = idLocator({
	displayName: 'Call Queue',
	name: 'callQueue',
	required: true,
	description: 'The call queue whose members to get',
	search: 'searchCallQueues',
	listPlaceholder: 'Select a call queue...',
	...byNumber,
	idPlaceholder: 'e.g. 62909551007',
});

const ADVICE = 'Choose a call queue from the list.';

export const getMembers: Operation = {
	name: 'Get Members',
	value: 'getMembers',
	action: 'Get members of call queue',
	description: 'Get the members of a call queue with whether they can take a call of it now',
	properties: [queueField, ...returnAllFields],
	async execute(item) {
		const most = mostResults(item);
		const queueId = await requiredExtensionId(item, queueField, ADVICE);
		const path = apiPath`/restapi/v1.0/account/~/call-queues/${queueId}/presence`;
		const body = await item.request(
			{ method: 'GET', path },
			{ naming: { field: queueField, advice: ADVICE } },
		);
		if (!isFields(body) || !Array.isArray(body.records)) {
			throw item.refusalError(UNREADABLE);
		}
		const members = listOf(body.records).filter(isFields).slice(0, most);
		return await Promise.all(
			members.map(async (member) => await memberOutput(item, queueId, member)),
		);
	},
};

/** @param record a CallQueueMemberPresence of RingCentral's, unchecked. */
async function memberOutput(item: Item, queueId: string, record: Fields): Promise<IDataObject> {
	const member = isFields(record.member) ? record.member : {};
	const id = textOf(member.id);
	const presence = id === undefined ? {} : await visiblePresence(item, id);
	const simplified = simplifiedPresence(presence, textOf(member.name));
	const availability = availabilityOf(presence, 'queue');
	const takesQueueCalls = isTakingCalls(record, simplified.takesQueueCalls);
	return {
		...simplified,
		...availability,
		...(takesQueueCalls === false &&
			availability.available !== false && {
				available: false,
				availableReason: 'takes no calls of this call queue',
			}),
		takesQueueCalls,
		extensionId: id ?? null,
		extensionNumber: textOf(member.extensionNumber) ?? null,
		queueExtensionId: queueId,
	};
}

/** Whether a member takes calls, by the settings for all queues and for this queue; null: not known. */
function isTakingCalls(record: Fields, ofPresence: boolean | null): boolean | null {
	const { acceptQueueCalls, acceptCurrentQueueCalls } = record;
	if (acceptQueueCalls === false || acceptCurrentQueueCalls === false) return false;
	return acceptCurrentQueueCalls === true ? (ofPresence ?? true) : ofPresence;
}
