import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../descriptions/options';
import { partyField } from '../../descriptions/party';
import { telephonySessionField } from '../../descriptions/telephonySession';
import type { DeletePartyRequest } from '../../calls/events/contract';
import { partyPath } from '../../transport/http/callPath';
import { wasGone } from '../namedOperation';
import type { Operation } from '../operation';
import { PartyItem } from './partyItem';
import { locatedParty } from './partyParameter';
import { partyRefusal } from './partyRefusal';

const keepConferenceField: INodeProperties = {
	displayName: 'Keep Conference Alive',
	name: 'keepConferenceAlive',
	type: 'boolean',
	default: false,
	description: 'Whether the conference goes on when the party that hosts it is removed',
};

export const remove: Operation = {
	name: 'Remove',
	value: 'remove',
	action: 'Remove party from call',
	description: 'Take one party out of a conference or of a supervised or parked call',
	properties: [telephonySessionField, partyField, optionsField([keepConferenceField])],
	async execute(item) {
		const located = await locatedParty(item);
		if (located.isOver) {
			const { telephonySessionId } = located;
			return { success: true, telephonySessionId, partyId: null, wasAlreadyOver: true };
		}
		const { party } = located;
		const keepConferenceAlive = item.optionIsOn(keepConferenceField) === true;
		const body: DeletePartyRequest | undefined = keepConferenceAlive
			? { keepConferenceAlive }
			: undefined;
		const path = partyPath(party);
		const answer = await item.send({ method: 'DELETE', path, body });
		// A party that has left needs no removal.
		const wasAlreadyOver = wasGone(answer);
		if (answer.isRefused && wasAlreadyOver === false) {
			throw await partyRefusal(new PartyItem(item, party), answer.refusal, {
				name: 'Remove',
				isForOutsideParties: true,
				otherReason:
					"RingCentral removes parties of conferences, supervised and parked calls only. Use 'End' of 'Call' to hang up.",
			});
		}
		return { success: true, ...party, wasAlreadyOver };
	},
};
