import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

export interface IdLocator extends Pick<
	INodeProperties,
	'displayName' | 'name' | 'description' | 'required'
> {
	/** The search behind the list, by its name in the node's methods. */
	search: string;
	/** What the list says while nothing is chosen. */
	listPlaceholder: string;
	idPlaceholder: string;
	/** Other ways to name it, between the list and the ID. */
	modes?: INodePropertyMode[];
	/** Without one, the list is where a person starts. */
	default?: INodeProperties['default'];
}

/** Something of RingCentral's that is chosen from a list or named by its ID. */
export function idLocator({
	search,
	listPlaceholder,
	idPlaceholder,
	modes = [],
	...property
}: IdLocator): INodeProperties {
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...property,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: listPlaceholder,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			...modes,
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: idPlaceholder },
		],
	};
}
