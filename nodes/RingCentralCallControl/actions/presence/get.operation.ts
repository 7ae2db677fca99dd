import { extensionOrOwnField } from '../../descriptions/extensionOrOwn';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedPresence } from '../../calls/output/simplifiedPresence';
import { presenceRequest } from '../../transport/http/presenceRequest';
import { extensionName } from '../extensionNames';
import { extensionIdOrOwn } from '../extensionOfNumber';
import { namedRequest } from '../namedRequest';
import type { Operation } from '../operation';
import { asWished } from '../simplifyParameter';

const extensionField = extensionOrOwnField('The user whose presence to get');

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get presence',
	description:
		'Look up whether a user can take a call now, and why not, with the calls of that user',
	properties: [extensionField, simplifyField],
	async execute(context, itemIndex) {
		const extensionId = await extensionIdOrOwn(context, extensionField, itemIndex);
		const { body } = await namedRequest(
			context,
			{ ...presenceRequest(extensionId), itemIndex },
			{ field: extensionField, advice: 'Choose a user from the list.' },
		);
		const isSimplified = context.getNodeParameter('simplify', itemIndex, true) === true;
		const name = isSimplified ? await extensionName(context, itemIndex, extensionId) : undefined;
		return asWished(context, itemIndex, body, (presence) => simplifiedPresence(presence, name));
	},
};
