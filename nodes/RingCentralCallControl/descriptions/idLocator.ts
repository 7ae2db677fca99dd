import type { INodeProperties, INodePropertyMode, INodePropertyModeValidation } from 'n8n-workflow';

export interface IdLocator extends Pick<
	INodeProperties,
	'displayName' | 'name' | 'description' | 'required'
> {
	/** The search behind the list, by its name in the node's methods. */
	search: string;
	/** The text of the list before a choice. */
	listPlaceholder: string;
	idPlaceholder: string;
	/** Further modes, between the list and the ID. */
	modes?: INodePropertyMode[];
	/** By default, an empty choice from the list. */
	default?: INodeProperties['default'];
}

/**
 * Empty, or one segment of a path: no other format of RingCentral's IDs is known. Expressions are
 * not validated.
 */
const ONE_PIECE: INodePropertyModeValidation = {
	type: 'regex',
	properties: {
		regex: '\\s*[^\\s/]*\\s*',
		errorMessage: 'An ID has no spaces and no slashes',
	},
};

/** A phone number as people write it; other characters between the digits do not matter. */
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

/** The mode for the short number, in locators of extensions. */
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

/** A RingCentral resource, chosen from a list or named by its ID. */
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
