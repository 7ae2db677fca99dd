import type { INodeProperties } from 'n8n-workflow';

/** The filters of a list. Each has RingCentral's name, because it is sent under that name. */
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
