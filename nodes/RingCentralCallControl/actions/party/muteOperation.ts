import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../descriptions/options';
import { simplifyField } from '../../descriptions/simplify';
import type { PartyUpdateInfo } from '../../calls/events/contract';
import type { Operation } from '../operation';
import type { PartyItem } from './partyItem';
import { partyOperation } from './partyOperation';
import { partyOutputWithNote } from './partyOutput';

interface MuteOperation extends Pick<Operation, 'name' | 'value' | 'action' | 'description'> {
	/** Whether the party is silent for the others afterwards. */
	muted: boolean;
}

const standAloneField: INodeProperties = {
	displayName: 'Stand Alone',
	name: 'standAlone',
	type: 'boolean',
	default: true,
	description:
		'Whether the party is also kept apart from the others on the call, or joined with them again',
};

/** Builds an operation that mutes or unmutes a party. */
export function muteOperation({ muted, ...words }: MuteOperation): Operation {
	return partyOperation({
		...words,
		properties: [simplifyField, optionsField([standAloneField])],
		request: (item) => ({ method: 'PATCH', path: '', body: update(item, muted) }),
		// https://developers.ringcentral.com/api-reference/Call-Control/updateCallParty
		output: partyOutputWithNote(
			'This is apart from the mute button of a phone and of the RingCentral app: a party that is muted there has to be unmuted there.',
		),
		fields: { standAlone: standAloneField },
	});
}

/**
 * Assumption MUTE-BODY: RingCentral's documentation, its SDK and its own apps send the members directly;
 * only its specification wraps them in "party".
 */
function update(item: PartyItem, muted: boolean): PartyUpdateInfo {
	const standAlone = item.optionIsOn(standAloneField);
	return { muted, ...(standAlone !== undefined && { standAlone }) };
}
