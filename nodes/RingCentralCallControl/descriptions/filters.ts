import type { INodeProperties } from 'n8n-workflow';

/** What narrows a list; each filter has RingCentral's name, since it is sent under it. */
export function filtersOf(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options,
	};
}
