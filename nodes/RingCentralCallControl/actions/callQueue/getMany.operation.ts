import { byNumber, idLocator } from '../../descriptions/idLocator';
import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedCallQueue } from '../../calls/output/simplifiedCallQueue';
import { extensionIdOrOwn } from '../extensionParameter';
import { manyRecords } from '../manyRecords';
import type { Operation } from '../operation';

const memberField = idLocator({
	displayName: 'Member',
	name: 'memberExtensionId',
	description: 'Only call queues that this user is a member of. Leave empty for all call queues.',
	search: 'searchUsers',
	listPlaceholder: 'Everybody',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many call queues',
	description: 'Get many call queues of the company, such as sales or support',
	properties: [memberField, ...returnAllFields, simplifyField],
	async execute(item) {
		const memberExtensionId = await extensionIdOrOwn(item, memberField);
		const callQueues = await manyRecords(
			item,
			{
				path: '/restapi/v1.0/account/~/call-queues',
				query: memberExtensionId === '~' ? {} : { memberExtensionId },
			},
			{ memberExtensionId: memberField },
		);
		return callQueues.map((callQueue) => item.simplifiedOrRaw(callQueue, simplifiedCallQueue));
	},
};
