import { randomInt } from 'node:crypto';

import { account, mainNumber, reception } from '../../../simulator/account.mts';

/** A notification of an account's calls, not yet addressed to a subscription. */
export interface CallEvent {
	telephonySessionId: string;
	/** Whether an incoming call rings at an extension with this event, the only such event of a call. */
	isMatching: boolean;
	/** Path of the resource in RingCentral's API. */
	event: string;
	body: object;
}

/** The change from one event of a call to the next. */
interface Step {
	party: 'outside' | 'extension';
	code: 'Setup' | 'Proceeding' | 'Answered' | 'Hold' | 'Disconnected';
	muted?: boolean;
}

/** Rings, is answered, held, resumed, muted, and ends. */
const INCOMING: readonly Step[] = [
	{ party: 'outside', code: 'Setup' },
	{ party: 'extension', code: 'Setup' },
	{ party: 'extension', code: 'Proceeding' },
	{ party: 'outside', code: 'Answered' },
	{ party: 'extension', code: 'Answered' },
	{ party: 'extension', code: 'Hold' },
	{ party: 'extension', code: 'Answered' },
	{ party: 'extension', code: 'Answered', muted: true },
	{ party: 'extension', code: 'Disconnected' },
	{ party: 'outside', code: 'Disconnected' },
];

/** Rings outside, so it must start no workflow, is answered, and ends. */
const OUTGOING: readonly Step[] = [
	{ party: 'extension', code: 'Setup' },
	{ party: 'outside', code: 'Proceeding' },
	{ party: 'outside', code: 'Answered' },
	{ party: 'extension', code: 'Answered' },
	{ party: 'outside', code: 'Disconnected' },
	{ party: 'extension', code: 'Disconnected' },
];

/** RingCentral gives this number to the first event of a call for users outside the call. */
const FIRST_SEQUENCE = 2;

/** Number of simultaneous calls. */
const CALLS_SIDE_BY_SIDE = 20;

/** Keeps the IDs of calls unique over several runs. */
const run = randomInt(2 ** 32)
	.toString(16)
	.padStart(8, '0');

let callsSoFar = 0;

/**
 * The events of whole calls, many of them simultaneous. Among so many outgoing calls there is one incoming,
 * so that one event in `matchEvery` matches.
 *
 * @param matchEvery 10 plus a multiple of 6: an incoming call has 10 events, an outgoing call 6.
 * @param events a multiple of `matchEvery`.
 */
export function* accountEvents(events: number, matchEvery: number): Generator<CallEvent> {
	const outgoing = (matchEvery - INCOMING.length) / OUTGOING.length;
	if (!Number.isInteger(outgoing) || outgoing < 0 || !Number.isInteger(events / matchEvery)) {
		throw new RangeError(`${events} events of which one in ${matchEvery} matches make no calls`);
	}
	const calls = (events / matchEvery) * (outgoing + 1);
	const open: Array<Generator<CallEvent>> = [];
	for (let begun = 0; begun < calls || open.length > 0; ) {
		while (open.length < CALLS_SIDE_BY_SIDE && begun < calls) {
			open.push(begun % (outgoing + 1) === 0 ? incomingCall() : outgoingCall());
			begun += 1;
		}
		const call = open.shift();
		const next = call?.next();
		if (call === undefined || next === undefined || next.done === true) continue;
		yield next.value;
		open.push(call);
	}
}

/** The events of one call that rings at Reception, in order. */
export function incomingCall(): Generator<CallEvent> {
	return eventsOfCall(INCOMING, true);
}

function outgoingCall(): Generator<CallEvent> {
	return eventsOfCall(OUTGOING, false);
}

function* eventsOfCall(steps: readonly Step[], isIncoming: boolean): Generator<CallEvent> {
	const call = newCall(isIncoming);
	for (const [index, step] of steps.entries()) {
		const isOfExtension = step.party === 'extension';
		yield {
			telephonySessionId: call.telephonySessionId,
			isMatching: isOfExtension && step.code === 'Proceeding',
			event: `/restapi/v1.0/account/${account.id}${isOfExtension ? `/extension/${reception.id}` : ''}/telephony/sessions`,
			body: {
				sequence: FIRST_SEQUENCE + index,
				sessionId: call.sessionId,
				telephonySessionId: call.telephonySessionId,
				serverId: '10.13.22.27.SIM',
				eventTime: new Date().toISOString(),
				parties: [partyOf(call, step)],
				origin: { type: 'Call' },
			},
		};
	}
}

interface Call {
	isIncoming: boolean;
	/** Hexadecimal part of the IDs of the session and its parties. */
	number: string;
	sessionId: string;
	telephonySessionId: string;
	outsideNumber: string;
}

function newCall(isIncoming: boolean): Call {
	callsSoFar += 1;
	const number = `${run}bdz18b67acb764z${callsSoFar.toString(16).padStart(9, '0')}`;
	return {
		isIncoming,
		number,
		sessionId: String(1_160_000_000_000 + callsSoFar),
		telephonySessionId: `s-${number}`,
		outsideNumber: `+1415${String(5_550_200 + (callsSoFar % 4_000))}`,
	};
}

/** The caller's party has the number 1, as in RingCentral's calls, and the opposite direction. */
function partyOf(call: Call, { party, code, muted = false }: Step): object {
	const { isIncoming, number, outsideNumber } = call;
	const isCaller = (party === 'outside') === isIncoming;
	const outside = { phoneNumber: outsideNumber, name: 'WIRELESS CALLER' };
	const own = { phoneNumber: mainNumber, name: reception.name, extensionId: reception.id };
	return {
		accountId: account.id,
		...(party === 'extension' && { extensionId: reception.id }),
		id: `p-${number}-${isCaller ? 1 : 2}`,
		direction: isCaller ? 'Outbound' : 'Inbound',
		to: isIncoming ? own : outside,
		from: isIncoming ? outside : own,
		status: { code, rcc: false },
		park: {},
		missedCall: false,
		standAlone: false,
		muted,
		...(isIncoming && {
			uiCallInfo: {
				primary: { type: 'CallerIdNumber', value: outsideNumber },
				additional: { type: 'CallerIdName', value: outside.name },
			},
		}),
	};
}
