import { extensionOrOwnField } from '../../descriptions/extensionOrOwn';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedPresence } from '../../calls/output/simplifiedPresence';
import { presenceRequest } from '../../transport/http/presenceRequest';
import { extensionName } from '../extensionNames';
import { extensionIdOrOwn } from '../extensionOfNumber';
import type { Operation } from '../operation';

const extensionField = extensionOrOwnField('The user whose presence to get');

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get presence',
	description:
		'Look up whether a user can take a call now, and why not, with the calls of that user',
	properties: [extensionField, simplifyField],
	async execute(item) {
		const extensionId = await extensionIdOrOwn(item, extensionField);
		const body = await item.request(presenceRequest(extensionId), {
			naming: { field: extensionField, advice: 'Choose a user from the list.' },
		});
		const isSimplified = item.isSimplified;
		const name = isSimplified ? await extensionName(item, extensionId) : undefined;
		return item.asWished(body, (presence) => simplifiedPresence(presence, name));
	},
};
