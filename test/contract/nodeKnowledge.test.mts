import {
	type PartyOperationName,
	partyState,
} from '../../nodes/RingCentralCallControl/calls/parties/partyStatus.ts';
import { type Trigger, nextStatus, partyStatuses } from '../../simulator/calls/transitions.mts';

/** The ways of the table that an operation of the node can take. */
const ways: Record<PartyOperationName, readonly Trigger[]> = {
	Answer: ['answer'],
	Bridge: ['bridge'],
	Flip: ['flip'],
	Forward: ['forward'],
	Hold: ['hold'],
	Ignore: ['ignore'],
	Mute: ['mute'],
	Park: ['park'],
	'Pause Recording': ['record'],
	'Pick Up': ['retrieve'],
	Reject: ['sendToVoicemail'],
	Remove: ['hangUp'],
	Reply: ['reply'],
	'Resume Recording': ['record'],
	Ring: ['forward'],
	Route: ['forward', 'transfer'],
	'Send to Voicemail': ['forward', 'transfer'],
	'Start Recording': ['record'],
	// Listening does not change the party: a party that can be transferred can be listened to.
	Supervise: ['transfer'],
	Transfer: ['transfer'],
	Unhold: ['unhold'],
	Unmute: ['mute'],
};

const operations = Object.keys(ways).filter((name): name is PartyOperationName => name in ways);

/** The node assumes that a party on hold can be recorded; the simulator is stricter. */
const assumed = ['Hold: Pause Recording', 'Hold: Resume Recording', 'Hold: Start Recording'];

/** Any party that has not left can hang up, but RingCentral removes it only in certain statuses. */
const notRemoved = ['Setup: Remove', 'Proceeding: Remove', 'VoiceMail: Remove'];

it('The node says that an operation fits exactly where the table of transitions has a way', () => {
	const said: string[] = [];
	const possible: string[] = [];
	for (const status of partyStatuses) {
		const fitting = [false, true].flatMap(
			(queueCall) => partyState({ status, legDirection: 'Inbound', queueCall })?.operations ?? [],
		);
		for (const operation of operations) {
			const line = `${status}: ${operation}`;
			if (fitting.includes(operation)) said.push(line);
			if (ways[operation].some((way) => nextStatus(status, way))) possible.push(line);
		}
	}

	expect(said.filter((line) => !possible.includes(line)).sort()).toEqual(assumed);
	expect(possible.filter((line) => !said.includes(line))).toEqual(notRemoved);
});
