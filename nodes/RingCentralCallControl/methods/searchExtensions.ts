import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { matchingExtensions, type ExtensionSearch } from './matchingExtensions';

/** A dropdown that loads while the user scrolls and types. */
type Search = (
	this: ILoadOptionsFunctions,
	/** Part of a name or of a short number, in any case. */
	filter?: string,
	/** The number of the next page. */
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

function searchOf(kind: Pick<ExtensionSearch, 'type' | 'without'>): Search {
	return async function (filter, paginationToken) {
		return await matchingExtensions(this, { ...kind, filter, paginationToken });
	};
}

/** Every extension of the account. */
export const searchExtensions = searchOf({});

/**
 * Extensions that can take a call. A type that is not named here is offered: RingCentral may have more
 * types than its description.
 *
 * Assumption EXTENSION-TYPES: RingCentral does not document which types take calls, or have a voicemail, a
 * presence and phones; here and below, their names decide.
 * https://developers.ringcentral.com/api-reference/Extensions/listExtensions
 */
export const searchCallableExtensions = searchOf({ without: ['ParkLocation', 'Site'] });

/**
 * Extensions with a voicemail that can take a call. A menu, an announcement, a loudspeaker and the
 * phone of a lobby have none.
 */
export const searchVoicemails = searchOf({
	without: ['Announcement', 'IvrMenu', 'Limited', 'PagingOnly', 'ParkLocation', 'Site'],
});

/** Extensions with a presence, phones and calls of their own: people, not menus or groups. */
export const searchUsers = searchOf({
	without: [
		'Announcement',
		'ApplicationExtension',
		'DelegatedLinesGroup',
		'Department',
		'GroupCallPickup',
		'IvrMenu',
		'PagingOnly',
		'ParkLocation',
		'SharedLinesGroup',
		'Site',
		'Voicemail',
	],
});

/** The park locations of the account; RingCentral keeps them as extensions of their own type. */
export const searchParkLocations = searchOf({ type: 'ParkLocation' });
