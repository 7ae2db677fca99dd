import { byNumber, idLocator } from '../../descriptions/idLocator';
import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { liveCallsOf, simplifiedLiveCall } from '../../calls/output/liveCall';
import { presenceRequest } from '../../transport/http/presenceRequest';
import { extensionIdOrOwn } from '../extensionParameter';
import { isJsonObject } from '../jsonObject';
import { mostResults } from '../manyRecords';
import type { Operation } from '../operation';

/** The owner of the listed calls; by default the signed-in user. */
const callsOfExtensionField = idLocator({
	displayName: 'Extension',
	name: 'callsOfExtension',
	description: 'The user whose calls to get. Leave empty for your own calls.',
	search: 'searchUsers',
	listPlaceholder: 'Your own extension',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many calls',
	description:
		'Get many live calls of a user, each with the IDs of the call and of the party of that user',
	properties: [callsOfExtensionField, ...returnAllFields, simplifyField],
	async execute(item) {
		const most = mostResults(item);
		const extensionId = await extensionIdOrOwn(item, callsOfExtensionField);
		const presence = await item.request(presenceRequest(extensionId), {
			fields: { extensionId: callsOfExtensionField },
		});
		const wanted = liveCallsOf(presence).slice(0, most);
		return item.isSimplified ? wanted.map(simplifiedLiveCall) : wanted.filter(isJsonObject);
	},
};
