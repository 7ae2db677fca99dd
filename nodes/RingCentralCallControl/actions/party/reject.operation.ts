import { partyOperation } from './partyOperation';
import { success } from './partyOutput';

export const reject = partyOperation({
	name: 'Reject',
	value: 'reject',
	action: 'Reject call',
	description: 'Stop a call from ringing, so that the caller gets to voicemail',
	request: () => ({ method: 'POST', path: '/reject' }),
	output: success,
	// https://developers.ringcentral.com/api-reference/Call-Control/rejectParty
	otherReason: 'A call from a call queue cannot be rejected.',
});
