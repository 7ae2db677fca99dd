import type { INodeProperties, INodePropertyMode, INodePropertyModeValidation } from 'n8n-workflow';

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

/** Empty, or one piece of an address: nothing else is known of RingCentral's IDs. An expression is not looked at. */
const ONE_PIECE: INodePropertyModeValidation = {
	type: 'regex',
	properties: {
		regex: '\\s*[^\\s/]*\\s*',
		errorMessage: 'An ID has no spaces and no slashes',
	},
};

/** A phone number as people write it; other signs between the digits do not matter. */
export const withCountryCode: INodePropertyModeValidation = {
	type: 'regex',
	properties: {
		regex: '(.*\\+.*\\d.*)?',
		errorMessage: 'Write the number with + and the country code, e.g. +14155550100',
	},
};

/** The short number of an extension. RingCentral's have up to 8 digits. */
export const extensionNumberValidation: INodePropertyModeValidation = {
	type: 'regex',
	properties: {
		regex: '\\s*\\d{0,8}\\s*',
		errorMessage: 'The number of an extension has up to eight digits, e.g. 101',
	},
};

/** For locators of extensions: the way to name one that people know. */
export const byNumber: { modes: INodePropertyMode[] } = {
	modes: [
		{
			displayName: 'By Number',
			name: 'number',
			type: 'string',
			placeholder: 'e.g. 101',
			validation: [extensionNumberValidation],
		},
	],
};

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
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: idPlaceholder,
				validation: [ONE_PIECE],
			},
		],
	};
}
