import { simplifyField } from '../../descriptions/simplify';
import { simplifiedPresence } from '../../calls/output/simplifiedPresence';
import { presenceRequest } from '../../transport/http/presenceRequest';
import { extensionName } from '../extensionNames';
import { namedOperation } from '../namedOperation';
import { namedUser } from './namedUser';

export const get = namedOperation({
	name: 'Get',
	value: 'get',
	action: 'Get presence',
	description:
		'Look up whether a user can take a call now, and why not, with the calls of that user',
	thing: namedUser('The user whose presence to get'),
	properties: [simplifyField],
	request: presenceRequest,
	output: async (item, presence, extensionId) => {
		const name = item.isSimplified ? await extensionName(item, extensionId) : undefined;
		return item.simplifiedOrRaw(presence, (answer) => simplifiedPresence(answer, name));
	},
});
