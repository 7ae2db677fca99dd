import type { INodeProperties } from 'n8n-workflow';

import { extensionOrOwnField } from '../../descriptions/extensionOrOwn';
import { extensionIdOrOwn } from '../extensionParameter';
import type { NamedThing } from '../namedOperation';

/**
 * The user of a presence; by default the signed-in user.
 *
 * @param description of the field that names the user.
 */
export function namedUser(description: string): NamedThing {
	const field: INodeProperties = extensionOrOwnField(description);
	return {
		field,
		id: async (item) => await extensionIdOrOwn(item, field),
		advice: 'Choose a user from the list.',
	};
}
