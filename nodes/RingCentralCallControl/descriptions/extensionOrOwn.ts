import type { INodeProperties } from 'n8n-workflow';

import { byNumber, idLocator } from './idLocator';

/** An extension; by default the signed-in user's. */
export function extensionOrOwnField(description: string): INodeProperties {
	return idLocator({
		displayName: 'Extension',
		name: 'extensionId',
		description: `${description}. Leave empty for your own.`,
		search: 'searchUsers',
		listPlaceholder: 'Your own extension',
		...byNumber,
		idPlaceholder: 'e.g. 62909551004',
	});
}
