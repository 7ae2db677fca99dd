import type { INodeProperties } from 'n8n-workflow';

import { PARTY_ROLES, type PartyRole } from '../calls/parties/partyRole';
import { idLocator, type IdLocator } from './idLocator';

/** A side of a call: from a list, by what it is in the call, by its number or by its ID. */
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
			},
			{
				displayName: 'By Phone Number',
				name: 'phoneNumber',
				type: 'string',
				placeholder: 'e.g. +14155550100 or 101',
			},
		],
		idPlaceholder: 'e.g. p-a0d17931e6a3cz18b67acb764z1a2b0000-2',
	});
}

/** The value of a party locator that stands for the party with this role in the call. */
export function partyInRole(role: PartyRole): INodeProperties['default'] {
	return { mode: 'list', value: role, cachedResultName: PARTY_ROLES[role] };
}

/** Which side of the call: by itself the one that the trigger has put on the item. */
export const partyField = partyLocator({
	displayName: 'Party',
	name: 'partyId',
	default: { mode: 'id', value: '={{ $json.partyId }}' },
	description:
		'The side of the call to act on, which is usually your own. Behind a RingCentral trigger it is the one that started the workflow.',
	search: 'searchParties',
});
