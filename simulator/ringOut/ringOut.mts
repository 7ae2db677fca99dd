import type { Extension } from '../account.mts';
import type { Call } from '../calls/call.mts';
import type { Destination } from '../calls/destination.mts';
import type { Exchange } from '../calls/exchange.mts';
import type { LegEnd, Party } from '../calls/party.mts';
import { ownEnd } from '../calls/placing.mts';
import { ringingSteps, stepIfPossible } from '../calls/ringing.mts';
import type { RingOutStatusInfo } from '../contract.mts';

export interface RingOutRequest {
	/** Whose RingOut it is. */
	owner: Extension;
	/** The owner's phone, which rings first. */
	ownPhone: Destination;
	/** Who is called once it is answered. */
	called: Destination;
}

/**
 * Two calls that RingCentral joins: to the owner's phone, and from there to whom it is for.
 *
 * Assumption: which leg stands in which call is inferred; no capture of a RingOut is public. That
 * there are two calls, how far apart their numbers are, and that each is from where the other one is
 * to, is what RingCentral's client expects.
 */
export class RingOut {
	readonly id: string;
	readonly ownerId: string;
	readonly #request: RingOutRequest;
	readonly #exchange: Exchange;
	readonly #first: Call;
	#second?: Call;

	constructor(id: string, request: RingOutRequest, exchange: Exchange) {
		this.id = id;
		this.ownerId = request.owner.id;
		this.#request = request;
		this.#exchange = exchange;
		this.#first = exchange.open('RingOut');
		const called = { phoneNumber: numberOf(request.called) };
		this.#ring(this.#first, { from: called, destination: request.ownPhone });
	}

	get isOver(): boolean {
		return this.#first.isOver;
	}

	get status(): RingOutStatusInfo {
		const callerStatus = legStatus(this.#first);
		const calleeStatus = this.#second ? legStatus(this.#second) : 'InProgress';
		return { callStatus: calleeStatus, callerStatus, calleeStatus };
	}

	/** A party of some call has changed: if it is one of these two calls, the other may follow. */
	callChanged(call: Call): void {
		if (call === this.#first && !this.#second && answeredLeg(call)) {
			this.#second = this.#exchange.open('RingOut', call);
			const { owner, ownPhone, called } = this.#request;
			const from = { ...ownEnd(owner), phoneNumber: numberOf(ownPhone) };
			this.#ring(this.#second, { from, destination: called });
		}
		if (call === this.#second && call.isOver) void this.#exchange.hangUpAll(this.#first);
		if (call === this.#first && call.isOver && this.#second) {
			void this.#exchange.hangUpAll(this.#second);
		}
	}

	cancel(): void {
		void this.#exchange.hangUpAll(this.#first);
	}

	#ring(call: Call, { from, destination }: { from: LegEnd; destination: Destination }): void {
		const caller = call.add({
			direction: 'Outbound',
			side: 'caller',
			from,
			to: { phoneNumber: numberOf(destination) },
			extensionId: from.extensionId,
		});
		void this.#exchange.play(call, [
			() => call.announce(caller),
			...ringingSteps(call, destination, { from, side: 'called' }),
			stepIfPossible(call, caller, 'answer'),
		]);
	}
}

function numberOf(destination: Destination): string {
	return destination.kind === 'outside' ? destination.phoneNumber : destination.dialled;
}

function answeredLeg(call: Call): Party | undefined {
	return call.liveParties('called').find((party) => party.answered);
}

function legStatus(call: Call): RingOutStatusInfo['callerStatus'] {
	return answeredLeg(call) ? 'Success' : 'InProgress';
}
