import type { Extension } from '../account.mts';
import type { Call } from '../calls/call.mts';
import { type Destination, numberFor } from '../calls/destination.mts';
import type { Exchange } from '../calls/exchange.mts';
import { type LegEnd, type Party, type RingRole, isPresent, ringRole } from '../calls/party.mts';
import { ownEnd } from '../calls/placing.mts';
import { ringingSteps, stepIfPossible } from '../calls/ringing.mts';
import type { RingOutStatusInfo } from '../contract.mts';
import type { Options } from '../options.mts';

export interface RingOutRequest {
	kind: 'RingOut' | 'RingMe';
	/** The extension that the RingOut belongs to. */
	owner: Extension;
	/** The phone that rings first: the owner's, or with RingMe the visitor's. */
	first: Destination;
	/** The destination that is called once the first phone is answered. */
	called: Destination;
}

/**
 * RingCentral calls two phones, one after the other, and joins them.
 *
 * In one session both legs are Inbound and begin at Proceeding. With two sessions, each also has a
 * caller's leg, from the destination of the other session. As RingCentral's client expects, the
 * session numbers lie close together, and the own phone's is the higher one.
 *
 * Assumption RINGOUT-LEGS: no capture of a RingOut is public. The roles of the callers' legs in two
 * sessions, and the form of a leg to a phone outside, are inferred.
 */
export class RingOut {
	readonly id: string;
	readonly ownerId: string;
	readonly #request: RingOutRequest;
	readonly #exchange: Exchange;
	readonly #form: Options['ringOutForm'];
	readonly #first: Call;
	/** The call of the second phone; in one session, the same as the first phone's. */
	#second?: Call;

	constructor(
		id: string,
		request: RingOutRequest,
		{ exchange, form }: { exchange: Exchange; form: Options['ringOutForm'] },
	) {
		this.id = id;
		this.ownerId = request.owner.id;
		this.#request = request;
		this.#exchange = exchange;
		this.#form = form;
		this.#first = exchange.open(request.kind);
		this.#ringFirst();
	}

	/** The call of the phone that rings first. */
	get call(): Call {
		return this.#first;
	}

	get isOver(): boolean {
		return this.#first.isOver;
	}

	get status(): RingOutStatusInfo {
		const callerStatus = legStatus(this.#first, 'Initiator');
		const calleeStatus = legStatus(this.#second, 'Target');
		return { callStatus: calleeStatus, callerStatus, calleeStatus };
	}

	/** Reports a change in any call. The second phone follows the first, and both hang up together. */
	callChanged(call: Call): void {
		if (call === this.#first && !this.#second && answeredLeg(call, 'Initiator')) this.#ringSecond();
		const second = this.#second;
		if (!second || second === this.#first) return;
		if (call === second && call.isOver) void this.#exchange.hangUpAll(this.#first);
		if (call === this.#first && call.isOver) void this.#exchange.hangUpAll(second);
	}

	cancel(): void {
		void this.#exchange.hangUpAll(this.#first);
	}

	#role(role: RingRole): Pick<Party, 'ringOutRole' | 'ringMeRole'> {
		return this.#request.kind === 'RingOut' ? { ringOutRole: role } : { ringMeRole: role };
	}

	/** The first phone's end. In a RingOut it has the owner's name, wherever the phone is. */
	get #firstEnd(): LegEnd {
		const { kind, owner, first } = this.#request;
		const phoneNumber = numberFor({}, first);
		if (kind === 'RingMe') return { phoneNumber };
		return { phoneNumber, name: owner.name, extensionId: owner.id };
	}

	#ringFirst(): void {
		const call = this.#first;
		const from = { phoneNumber: numberFor({}, this.#request.called) };
		const to = this.#firstEnd;
		const caller =
			this.#form === 'twoSessions'
				? this.#addCaller(call, { from, to, role: 'Target' })
				: undefined;
		const ring = () => {
			const phone = call.add({
				direction: 'Inbound',
				side: caller ? 'called' : 'caller',
				from,
				to,
				extensionId: to.extensionId,
				...this.#role('Initiator'),
			});
			call.apply(phone, 'ring');
		};
		void this.#exchange.play(
			call,
			caller ? [() => call.announce(caller), ring, stepIfPossible(call, caller, 'answer')] : [ring],
		);
	}

	#ringSecond(): void {
		const { kind, owner, called, first } = this.#request;
		const role = this.#role('Target');
		const phoneNumber = numberFor({}, first);
		if (this.#form === 'oneSession') {
			const call = this.#first;
			this.#second = call;
			const [firstRing, ...furtherRings] = ringingSteps(call, called, {
				from: { phoneNumber },
				side: 'called',
				...role,
			});
			const ringIfStillThere = () => {
				if (call.parties.some(isPresent)) firstRing?.();
			};
			void this.#exchange.play(call, [() => undefined, ringIfStillThere, ...furtherRings]);
			return;
		}
		const call = this.#exchange.open(kind, this.#first);
		this.#second = call;
		const from = kind === 'RingMe' ? { phoneNumber } : { ...ownEnd(owner), phoneNumber };
		const to = { phoneNumber: numberFor({}, called) };
		const caller = this.#addCaller(call, { from, to, role: 'Initiator' });
		void this.#exchange.play(call, [
			() => call.announce(caller),
			...ringingSteps(call, called, { from, side: 'called', ...role }),
			stepIfPossible(call, caller, 'answer'),
		]);
	}

	#addCaller(call: Call, leg: { from: LegEnd; to: LegEnd; role: RingRole }): Party {
		const { from, to, role } = leg;
		return call.add({
			direction: 'Outbound',
			side: 'caller',
			from,
			to,
			extensionId: from.extensionId,
			...this.#role(role),
		});
	}
}

function answeredLeg(call: Call | undefined, role: RingRole): Party | undefined {
	return call
		?.liveParties()
		.find((party) => party.direction === 'Inbound' && ringRole(party) === role && party.answered);
}

function legStatus(call: Call | undefined, role: RingRole): RingOutStatusInfo['callerStatus'] {
	return answeredLeg(call, role) ? 'Success' : 'InProgress';
}
