import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { allExtensions } from './extensionPage';

/** All extensions of the account for a list with several choices, the signed-in user first. */
export async function getExtensions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const extensions = await allExtensions(this);
	return [
		{ name: 'Signed-In User', value: '~' },
		...extensions.map(({ id, label }) => ({ name: label, value: id })),
	];
}
