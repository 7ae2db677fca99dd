import { byNumber, idLocator } from '../../descriptions/idLocator';
import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedCallQueue } from '../../calls/output/simplifiedCallQueue';
import { requiredExtensionId } from '../extensionParameter';
import type { Item } from '../item';
import { manyRecords } from '../manyRecords';
import type { Operation } from '../operation';
import { ownExtensionId } from '../ownExtension';

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
		const query = item.isLeftEmpty(memberField) ? {} : { memberExtensionId: await memberId(item) };
		const callQueues = await manyRecords(
			item,
			{ path: '/restapi/v1.0/account/~/call-queues', query },
			{ memberExtensionId: memberField },
		);
		return callQueues.map((callQueue) => item.simplifiedOrRaw(callQueue, simplifiedCallQueue));
	},
};

/** RingCentral documents "~", the signed-in user, for paths only. */
async function memberId(item: Item): Promise<string> {
	const id = await requiredExtensionId(item, memberField);
	return id === '~' ? await ownExtensionId(item) : id;
}
