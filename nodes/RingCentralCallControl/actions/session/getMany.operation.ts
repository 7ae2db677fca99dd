import { callsOfExtensionField } from '../../descriptions/callsOfExtension';
import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { liveCallsOf, simplifiedLiveCall } from '../../calls/output/liveCall';
import { presenceRequest } from '../../transport/http/presenceRequest';
import { extensionIdOrOwn } from '../extensionOfNumber';
import { itemRequest } from '../itemRequest';
import { isJsonObject } from '../jsonObject';
import { mostResults } from '../mostResults';
import type { Operation } from '../operation';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many calls',
	description:
		'Get many live calls of a user, each with the IDs of the call and of the party of that user',
	properties: [callsOfExtensionField, ...returnAllFields, simplifyField],
	async execute(context, itemIndex) {
		const most = mostResults(context, itemIndex);
		const extensionId = await extensionIdOrOwn(context, callsOfExtensionField, itemIndex);
		const presence = await itemRequest(
			context,
			{ ...presenceRequest(extensionId), itemIndex },
			{ extensionId: callsOfExtensionField },
		);
		const wanted = liveCallsOf(presence).slice(0, most);
		return context.getNodeParameter('simplify', itemIndex, true) === true
			? wanted.map(simplifiedLiveCall)
			: wanted.filter(isJsonObject);
	},
};
