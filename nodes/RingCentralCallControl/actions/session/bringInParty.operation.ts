import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { idLocator } from '../../descriptions/idLocator';
import { partyInRole, partyLocator } from '../../descriptions/party';
import { simplifyField } from '../../descriptions/simplify';
import { telephonySessionField } from '../../descriptions/telephonySession';
import type { AddPartyRequest } from '../../calls/events/contract';
import { sessionPath } from '../../transport/http/callPath';
import type { Refusal } from '../../transport/http/refusal';
import type { Explanation } from '../../transport/http/refusalMessage';
import { refusalError, send } from '../../transport/http/request';
import type { Operation } from '../operation';
import { requiredParty } from '../party/partyParameter';
import { isWrongState } from '../party/partyRefusal';
import { refusedParameter } from '../refusedParameter';
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
	async execute(context, itemIndex) {
		const telephonySessionId = requiredTelephonySessionId(context, itemIndex, conferenceField);
		const source = await requiredParty(context, itemIndex, {
			session: sourceSessionField,
			party: sourcePartyField,
		});
		// RingCentral's name is older: it means the telephony session.
		const body: AddPartyRequest = {
			sessionId: source.telephonySessionId,
			partyId: source.partyId,
		};
		const path = `${sessionPath(telephonySessionId)}/parties/bring-in`;
		const answer = await send(context, { method: 'POST', path, body, itemIndex });
		if (answer.isRefused) {
			const explanation = await explained(context, answer.refusal, itemIndex);
			throw refusalError(context, answer.refusal, itemIndex, explanation);
		}
		return sessionPartyOutput(context, itemIndex, telephonySessionId, answer.body);
	},
};

async function explained(
	context: IExecuteFunctions,
	refusal: Refusal,
	itemIndex: number,
): Promise<Explanation | undefined> {
	if (!isWrongState(refusal)) {
		const fields = { sessionId: sourceSessionField, partyId: sourcePartyField };
		return await refusedParameter(context, refusal, fields, itemIndex);
	}
	return {
		message: `The call cannot be brought into the conference now [item ${itemIndex}]`,
		description:
			"'Conference' has to be a conference that its host has dialed into, with fewer than ten participants, and the call to bring in has to be answered.",
	};
}
