import type { INodeProperties } from 'n8n-workflow';

import { INCOMING, INCOMING_PARTY_NAME } from '../calls/parties/incoming';
import { PARTY_ROLES, type PartyRole } from '../calls/parties/partyRole';
import { extensionNumberValidation, idLocator, type IdLocator } from './idLocator';

/** A party of a call: from a list, by its role, by its number or by its ID. */
export function partyLocator(
	property: Pick<IdLocator, 'displayName' | 'name' | 'description' | 'search' | 'default'>,
): INodeProperties {
	return idLocator({
		...property,
		required: true,
		listPlaceholder: 'Select a party...',
		modes: [
			{
				displayName: 'By Extension Number',
				name: 'extensionNumber',
				type: 'string',
				placeholder: 'e.g. 101',
				validation: [extensionNumberValidation],
			},
			{
				displayName: 'By Phone Number',
				name: 'phoneNumber',
				type: 'string',
				placeholder: 'e.g. +14155550100 or 101',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '(.*\\d.*)?',
							errorMessage:
								'Write a phone number with + and the country code, or the short number of an extension',
						},
					},
				],
			},
		],
		idPlaceholder: 'e.g. p-a0d17931e6a3cz18b67acb764z1a2b0000-2',
	});
}

/** The value of a party locator for the party with this role in the call. */
export function partyInRole(role: PartyRole): INodeProperties['default'] {
	return { mode: 'list', value: role, cachedResultName: PARTY_ROLES[role] };
}

const party = {
	displayName: 'Party',
	name: 'partyId',
	default: { mode: 'list', value: INCOMING, cachedResultName: INCOMING_PARTY_NAME },
	description:
		'The side of the call to act on, which is usually your own. The party that came in is the one that started the workflow.',
};

/** The party to act on; by default the item's own. */
export const partyField = partyLocator({ ...party, search: 'searchParties' });

/** The same, with a list of the parties that can be supervised. */
export const supervisedPartyField = partyLocator({
	...party,
	description:
		'The side of the call to listen to. The party that came in is the one that started the workflow.',
	search: 'searchSupervisedParties',
});
