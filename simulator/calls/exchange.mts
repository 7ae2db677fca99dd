import { randomBytes } from 'node:crypto';

import { account } from '../account.mts';
import { resourceNotFound } from '../apiError.mts';
import type { Clock } from '../clock.mts';
import { Call, type CallIdentity, type OriginType, type PartyListener } from './call.mts';
import type { Party } from './party.mts';
import { stepIfPossible } from './ringing.mts';
import { Script, type Step } from './script.mts';

const serverAddress = [10, 13, 23, 147] as const;

/** The telephone exchange: holds the calls and lets time pass in them. */
export class Exchange {
	readonly #clock: Clock;
	readonly #script: Script;
	readonly #listener: PartyListener;
	/** By telephony session, in the order in which they began. */
	readonly #calls = new Map<string, Call>();
	/** How many scripts are still running in a call: it is not at rest before they end. */
	readonly #running = new WeakMap<Call, number>();
	#created = 0;

	constructor(clock: Clock, gapMilliseconds: () => number, listener: PartyListener) {
		this.#clock = clock;
		this.#script = new Script(clock, gapMilliseconds);
		this.#listener = listener;
	}

	/** @param firstHalf the other call of the same RingOut */
	open(origin: OriginType, firstHalf?: Call): Call {
		const call = new Call(this.#newIdentity(origin, firstHalf), this.#listener);
		this.#calls.set(call.id, call);
		return call;
	}

	/** All calls since the start, the ended ones too. */
	all(): readonly Call[] {
		return [...this.#calls.values()];
	}

	live(): Call[] {
		return this.all().filter(isLive);
	}

	find(telephonySessionId: string): Call | undefined {
		return this.#calls.get(telephonySessionId);
	}

	/** @throws ApiError 404 CMN-102 when there is no such call, or it is over */
	liveCall(telephonySessionId: string): Call {
		const call = this.find(telephonySessionId);
		if (!call || !isLive(call)) throw resourceNotFound('telephonySessionId');
		return call;
	}

	/** @throws ApiError 404 CMN-102 when the call is over or has no such party */
	liveParty(telephonySessionId: string, partyId: string): { call: Call; party: Party } {
		const call = this.liveCall(telephonySessionId);
		const party = call.party(partyId);
		if (!party) throw resourceNotFound('partyId');
		return { call, party };
	}

	/**
	 * Takes the first step at once, throwing what it throws, and the others in their time. When
	 * nothing is left to play and one end of the call has nobody, the other end is hung up.
	 *
	 * @returns a promise of the call at rest
	 */
	play(call: Call, steps: readonly Step[]): Promise<void> {
		const played = this.#script.play(steps);
		this.#running.set(call, (this.#running.get(call) ?? 0) + 1);
		return played.then(() => {
			const running = (this.#running.get(call) ?? 1) - 1;
			this.#running.set(call, running);
			return running === 0 ? this.#settle(call) : undefined;
		});
	}

	/** Hangs up everybody, these parties first. */
	hangUpAll(call: Call, first: readonly Party[] = []): Promise<void> {
		const others = call.liveParties().filter((party) => !first.includes(party));
		return this.play(
			call,
			[...first, ...others].map((party) => stepIfPossible(call, party, 'hangUp')),
		);
	}

	reset(): void {
		this.#calls.clear();
	}

	async #settle(call: Call): Promise<void> {
		const left = leftAlone(call);
		if (left.length > 0) {
			const pause: Step = () => undefined;
			const hangUps = left.map((party) => stepIfPossible(call, party, 'hangUp'));
			await this.play(call, [pause, ...hangUps]);
			return;
		}
		const other = call.bridgedTo;
		if (call.isOver && other && !other.isOver) await this.hangUpAll(other);
	}

	/**
	 * Session identifiers as seen since 2023: server address, start and counter in hexadecimal.
	 * Nobody may read anything from them.
	 */
	#newIdentity(origin: OriginType, firstHalf?: Call): CallIdentity {
		this.#created += 1;
		const startedAt = this.#clock.now();
		const address = serverAddress.map((byte) => byte.toString(16).padStart(2, '0')).join('');
		const unique = `${this.#created.toString(16)}${randomBytes(3).toString('hex')}`;
		const stem = `a${address}z${startedAt.toString(16)}z${unique}0000`;
		return {
			telephonySessionId: `s-${stem}`,
			partyIdStem: `p-${stem}`,
			// RingCentral's client takes sessions whose numbers are 1000 to 4000 apart for the
			// two halves of a RingOut.
			sessionId: firstHalf
				? String(Number(firstHalf.identity.sessionId) + 2_000)
				: `${1_160_265 + this.#created * 10}${account.id.slice(-6)}`,
			serverId: `${serverAddress.join('.')}.TAM`,
			origin,
			startedAt,
		};
	}
}

function isLive(call: Call): boolean {
	return !call.isOver && !call.dismissed;
}

/** Who is left when nobody is on the other end any more. */
function leftAlone(call: Call): Party[] {
	const live = call.liveParties();
	if (live.some((party) => party.status.code === 'Parked')) return [];
	if (call.bridgedTo && !call.bridgedTo.isOver) return [];
	const oneSided =
		call.liveParties('caller').length === 0 || call.liveParties('called').length === 0;
	return oneSided ? live : [];
}
