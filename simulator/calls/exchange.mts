import { randomBytes } from 'node:crypto';

import { account } from '../account.mts';
import { resourceNotFound } from '../apiError.mts';
import type { Clock } from '../clock.mts';
import {
	Call,
	type CallIdentity,
	type OriginType,
	type PartyListener,
	type RingsFor,
} from './call.mts';
import { isBroughtIn } from './conference.mts';
import { leaveIfPresent } from './leaving.mts';
import { type Party, isPresent, ringRole } from './party.mts';
import { Script, type Step } from './script.mts';
import { idleSupervisors } from './supervising.mts';

/** https://developers.ringcentral.com/guide/voice/call-control/conference-calls */
const hostMustJoinMilliseconds = 38_000;

const serverAddress = [10, 13, 23, 147] as const;

/** The telephone exchange: holds the calls and plays their steps over time. */
export class Exchange {
	readonly #clock: Clock;
	readonly #script: Script;
	readonly #listener: PartyListener;
	readonly #ringsFor: RingsFor;
	/** By telephony session, oldest first. */
	readonly #calls = new Map<string, Call>();
	/** The number of scripts running in a call, which is at rest when all have ended. */
	readonly #running = new WeakMap<Call, number>();
	#created = 0;

	constructor(
		clock: Clock,
		gapMilliseconds: () => number,
		listener: PartyListener,
		ringsFor: RingsFor = () => true,
	) {
		this.#clock = clock;
		this.#script = new Script(clock, gapMilliseconds);
		this.#listener = listener;
		this.#ringsFor = ringsFor;
	}

	/** @param firstHalf the first call of the same RingOut */
	open(origin: OriginType, firstHalf?: Call): Call {
		const call = new Call(this.#newIdentity(origin, firstHalf), this.#listener, this.#ringsFor);
		this.#calls.set(call.id, call);
		return call;
	}

	/** Opens a conference, which ends by itself unless its host joins in time. */
	openConference(hostExtensionId: string): Call {
		const call = this.open('Conference');
		const address = `${call.id}@${serverAddress.join('.')}:5070`;
		call.conference = {
			voiceCallToken: `conf_${Buffer.from(address).toString('hex')}`,
			hostExtensionId,
			outlivesHost: false,
		};
		this.#clock.after(hostMustJoinMilliseconds, () => {
			if (call.parties.length === 0) call.dismissed = true;
		});
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
	 * Takes the first step at once and passes on its error; the other steps follow over time. When
	 * all scripts of the call have ended and one end of it is empty, the other end is hung up.
	 *
	 * @returns a promise that resolves when the call is at rest
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

	/** The call does not change until the next command. */
	isAtRest(call: Call): boolean {
		return (this.#running.get(call) ?? 0) === 0;
	}

	/** Hangs up all parties, `first` before the others. */
	hangUpAll(call: Call, first: readonly Party[] = []): Promise<void> {
		const others = call.liveParties().filter((party) => !first.includes(party));
		return this.play(
			call,
			[...first, ...others].map((party) => leaveIfPresent(call, party)),
		);
	}

	/** Ends all calls, also calls that begin meanwhile. Resolves when none is left. */
	async endAll(): Promise<void> {
		for (let live = this.live(); live.length > 0; live = this.live()) {
			for (const call of live) if (call.parties.length === 0) call.dismissed = true;
			await Promise.all(live.map((call) => this.hangUpAll(call)));
		}
	}

	reset(): void {
		this.#calls.clear();
	}

	async #settle(call: Call): Promise<void> {
		const left = partiesLeftAlone(call);
		if (left.length > 0) {
			const pause: Step = () => undefined;
			const hangUps = left.map((party) => leaveIfPresent(call, party));
			await this.play(call, [pause, ...hangUps]);
			return;
		}
		for (const other of this.#endingWith(call)) await this.hangUpAll(other);
		const { broughtInto } = call;
		if (call.isOver && broughtInto && isPresent(broughtInto.participant)) {
			const { conference, participant } = broughtInto;
			await this.play(conference, [leaveIfPresent(conference, participant)]);
		}
	}

	/** The other sessions that end because of the latest change of this one. */
	#endingWith(call: Call): Call[] {
		const bridged = call.isOver && call.bridgedTo ? [call.bridgedTo] : [];
		const listening = idleSupervisors(call)
			.map((listener) => listener.call)
			.filter((other) => other !== call);
		const leftConference = this.all().filter(
			(other) => other.broughtInto?.conference === call && !isBroughtIn(other),
		);
		return [...bridged, ...listening, ...leftConference].filter((other) => !other.isOver);
	}

	/**
	 * Session IDs as seen since 2023: server address, start and counter in hexadecimal. To clients
	 * they are opaque.
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
			sessionId: this.#legacySessionId(origin, firstHalf),
			serverId: `${serverAddress.join('.')}.TAM`,
			origin,
			startedAt,
		};
	}

	/**
	 * In RingCentral's events a conference has `0`. RingCentral's client takes sessions whose numbers
	 * are 1000 to 4000 apart for the two halves of a RingOut; the own phone's is the higher one.
	 */
	#legacySessionId(origin: OriginType, firstHalf?: Call): string {
		if (origin === 'Conference') return '0';
		if (firstHalf) return String(Number(firstHalf.identity.sessionId) - 2_000);
		return `${1_160_265 + this.#created * 10}${account.id.slice(-6)}`;
	}
}

function isLive(call: Call): boolean {
	return !call.isOver && !call.dismissed;
}

/** The first phone of a RingOut rings; the other phone is called once it is answered. */
function waitsForTarget(party: Party): boolean {
	return ringRole(party) === 'Initiator' && !party.answered;
}

/** The parties to hang up because the other end has left. */
function partiesLeftAlone(call: Call): Party[] {
	const live = call.liveParties();
	const listening = live.filter(({ side }) => side === 'supervisor');
	const idle = idleSupervisors(call).filter((listener) => listener.call === call);
	if (idle.length > 0) return idle.map(({ party }) => party);
	if (listening.some(({ supervises }) => supervises && supervises.call !== call)) return [];
	if (live.some((party) => party.status.code === 'Parked')) return [];
	if (call.bridgedTo && !call.bridgedTo.isOver) return [];
	if (call.parties.length === 1 && live.some(waitsForTarget)) return [];
	if (isBroughtIn(call)) return [];
	if (call.conference) {
		const continues =
			live.some((party) => party.conferenceRole === 'Host') ||
			(call.conference.outlivesHost && live.length > 1);
		return continues ? [] : live;
	}
	const oneSided =
		call.liveParties('caller').length === 0 || call.liveParties('called').length === 0;
	return oneSided ? live : [];
}
