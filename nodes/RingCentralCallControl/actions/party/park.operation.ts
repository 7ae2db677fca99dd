import { simplifyField } from '../../descriptions/simplify';
import { partyOperation } from './partyOperation';
import { partyOutput } from './partyOutput';

export const park = partyOperation({
	name: 'Park',
	value: 'park',
	action: 'Park call',
	description:
		'Park an answered call, which a colleague picks up by dialing the number in parkNumber',
	properties: [simplifyField],
	request: () => ({ method: 'POST', path: '/park' }),
	output: partyOutput,
	// https://developers.ringcentral.com/api-reference/Call-Control/callParkParty
	otherReason: 'Only a call that came in can be parked, by the side that was called.',
});
