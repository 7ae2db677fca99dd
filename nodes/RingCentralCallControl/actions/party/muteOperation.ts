import { simplifyField } from '../../descriptions/simplify';
import type { PartyUpdateInfo } from '../../telephony/contract';
import type { Operation } from '../operation';
import { partyOperation } from './partyOperation';
import { partyOutputWithNote } from './partyOutput';

interface MuteOperation extends Pick<Operation, 'name' | 'value' | 'action' | 'description'> {
	/** Whether the other side hears the party no more afterwards. */
	muted: boolean;
}

/** Turns the sound of a party off or on again. */
export function muteOperation({ muted, ...words }: MuteOperation): Operation {
	return partyOperation({
		...words,
		properties: [simplifyField],
		request: () => ({ method: 'PATCH', path: '', body: update(muted) }),
		// https://developers.ringcentral.com/api-reference/Call-Control/updateCallParty
		output: partyOutputWithNote(
			'This is apart from the mute button of a phone and of the RingCentral app: a party that is muted there has to be unmuted there.',
		),
	});
}

/**
 * Assumption: RingCentral's documentation, its SDK and its own apps send the members as they are;
 * its specification alone wraps them in "party".
 */
function update(muted: boolean): PartyUpdateInfo {
	return { muted };
}
