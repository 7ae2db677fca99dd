import { byNumber, idLocator } from '../../descriptions/idLocator';
import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedCallQueue } from '../../calls/output/simplifiedCallQueue';
import { extensionIdOrOwn } from '../extensionOfNumber';
import { manyRecords } from '../manyRecords';
import type { Operation } from '../operation';
import { asWished } from '../simplifyParameter';

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
	async execute(context, itemIndex) {
		const memberExtensionId = await extensionIdOrOwn(context, memberField, itemIndex);
		const callQueues = await manyRecords(
			context,
			itemIndex,
			{
				path: '/restapi/v1.0/account/~/call-queues',
				query: memberExtensionId === '~' ? {} : { memberExtensionId },
			},
			{ memberExtensionId: memberField },
		);
		return callQueues.map((callQueue) =>
			asWished(context, itemIndex, callQueue, simplifiedCallQueue),
		);
	},
};
