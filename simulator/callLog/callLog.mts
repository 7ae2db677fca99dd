import { createHash } from 'node:crypto';

import type { Call } from '../calls/call.mts';
import { type Party, ringRole } from '../calls/party.mts';
import type { Clock } from '../clock.mts';

/** A call that is over, from the view of one of its legs. */
export interface CallRecord {
	id: string;
	call: Call;
	party: Party;
	direction: 'Inbound' | 'Outbound';
	result: 'Accepted' | 'Call connected' | 'Missed' | 'No Answer' | 'Voicemail';
	startedAt: number;
	endedAt: number;
}

/** The calls that are over, newest first. RingCentral logs a call some time after its end, the simulator at once. */
export class CallLog {
	readonly #clock: Clock;
	readonly #calls: () => readonly Call[];
	readonly #ended = new WeakMap<Call, number>();
	readonly #atVoicemail = new WeakSet<Party>();

	/** @param calls all calls since the start, oldest first. */
	constructor(clock: Clock, calls: () => readonly Call[]) {
		this.#clock = clock;
		this.#calls = calls;
	}

	partyChanged(call: Call, party: Party): void {
		if (party.status.code === 'VoiceMail') this.#atVoicemail.add(party);
		if (call.isOver) this.#ended.set(call, this.#clock.now());
	}

	/**
	 * @param extensionId the extension whose calls are returned; without it, one record of each call.
	 *
	 * Assumption CALL-LOG-LEGS: the log of an extension has a call once, from the view of its answered
	 * leg; the log of the company has it from the company's side.
	 */
	records(extensionId?: string): CallRecord[] {
		return [...this.#calls()].reverse().flatMap((call) => {
			const endedAt = this.#ended.get(call);
			const party = legInLog(call, extensionId);
			if (endedAt === undefined || !call.isOver || party === undefined) return [];
			return this.#recordOf(call, party, endedAt);
		});
	}

	#recordOf(call: Call, party: Party, endedAt: number): CallRecord {
		const direction = isOutgoing(party) ? 'Outbound' : 'Inbound';
		return {
			id: createHash('sha256').update(party.id).digest('base64url').slice(0, 15),
			call,
			party,
			direction,
			result: direction === 'Outbound' ? outgoingResult(call) : this.#incomingResult(party),
			startedAt: call.identity.startedAt,
			endedAt,
		};
	}

	#incomingResult(party: Party): CallRecord['result'] {
		if (this.#atVoicemail.has(party)) return 'Voicemail';
		return party.answered ? 'Accepted' : 'Missed';
	}
}

function outgoingResult(call: Call): CallRecord['result'] {
	const isConnected = call.parties.some((party) => party.side === 'called' && party.answered);
	return isConnected ? 'Call connected' : 'No Answer';
}

function isOutgoing(party: Party): boolean {
	return party.side === 'caller' || ringRole(party) === 'Initiator';
}

function legInLog(call: Call, extensionId: string | undefined): Party | undefined {
	const own = call.parties.filter(
		(party) =>
			party.side !== 'supervisor' &&
			party.extensionId !== undefined &&
			(extensionId === undefined || party.extensionId === extensionId),
	);
	const answered = own.filter((party) => party.answered && !party.menu);
	return answered.find((party) => party.side === 'called') ?? answered[0] ?? own[0];
}
