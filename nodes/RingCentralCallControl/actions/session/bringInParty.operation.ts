import type { INodeProperties } from 'n8n-workflow';

import { idLocator } from '../../descriptions/idLocator';
import { partyInRole, partyLocator } from '../../descriptions/party';
import { simplifyField } from '../../descriptions/simplify';
import { telephonySessionField } from '../../descriptions/telephonySession';
import type { AddPartyRequest } from '../../calls/events/contract';
import { sessionPath } from '../../transport/http/callPath';
import type { Operation } from '../operation';
import { requiredParty } from '../party/partyParameter';
import { requiredTelephonySessionId } from '../telephonySessionParameter';
import { sessionPartyOutput } from './sessionPartyOutput';

const conferenceField: INodeProperties = {
	...telephonySessionField,
	displayName: 'Conference',
	description: "The conference, as 'Start Conference' has given it",
};

const sourceSessionField = idLocator({
	displayName: 'Call to Bring In',
	name: 'sourceTelephonySessionId',
	required: true,
	description: 'Your call with the person who joins the conference',
	search: 'searchOtherCalls',
	listPlaceholder: 'Select a call...',
	idPlaceholder: 'e.g. s-a0d17931e6a3cz18b67acb764z1a2b0000',
});

// Assumption BRING-IN-PARTY: RingCentral wants one's own party, and brings in its other side.
const sourcePartyField = partyLocator({
	displayName: 'Party to Bring In',
	name: 'sourcePartyId',
	default: partyInRole('myParty'),
	description: 'Your own side of that call. Whoever is on its other side joins the conference.',
	search: 'searchSourceParties',
});

export const bringInParty: Operation = {
	name: 'Bring In Party',
	value: 'bringInParty',
	action: 'Bring party into conference',
	description: 'Bring the other side of one of your calls into a conference',
	properties: [conferenceField, sourceSessionField, sourcePartyField, simplifyField],
	async execute(item) {
		const telephonySessionId = requiredTelephonySessionId(item, conferenceField);
		const source = await requiredParty(item, {
			session: sourceSessionField,
			party: sourcePartyField,
		});
		// RingCentral's older name for the telephony session.
		const body: AddPartyRequest = {
			sessionId: source.telephonySessionId,
			partyId: source.partyId,
		};
		const path = `${sessionPath(telephonySessionId)}/parties/bring-in`;
		const fields = { sessionId: sourceSessionField, partyId: sourcePartyField };
		const answer = await item.request({ method: 'POST', path, body }, { fields, wrongState });
		return sessionPartyOutput(item, telephonySessionId, answer);
	},
};

const wrongState = {
	message: 'The call cannot be brought into the conference now',
	description:
		"'Conference' has to be a conference that its host has dialed into, with fewer than ten participants, and the call to bring in has to be answered.",
};
