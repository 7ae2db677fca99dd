import type { IDataObject, NodeOperationError } from 'n8n-workflow';

import type { TransferTarget } from '../../calls/events/contract';
import { hasLeft, partyOf } from '../../calls/events/party';
import {
	MOST_SENDINGS,
	MOST_SENDINGS_PERIOD,
	type Hindrance,
	type Sending,
} from '../../calls/parties/sendingBrake';
import { sendingBrake, whereabouts } from '../../processMemory';
import { SYSTEM_CLOCK } from '../../transport/clock';
import type { Answer, RingCentralRequest } from '../../transport/http/request';
import { dryRunOutput } from '../dryRun';
import { alreadyThere, extensionOf } from './alreadyThere';
import type { PartyItem } from './partyItem';
import { targetWords } from './targetWords';

/** A call that an operation is about to send on. */
export interface CallToSend {
	/** Name of the operation. */
	name: 'Forward' | 'Ring' | 'Route' | 'Send to Voicemail' | 'Transfer';
	item: PartyItem;
	target: TransferTarget;
}

/**
 * The output item if no command is sent: the call is already at the target, or 'Dry Run' is on.
 *
 * @param request shown by a dry run.
 * @throws NodeOperationError when the brake would stop the command of a dry run.
 */
export function unsentOutput(
	call: CallToSend,
	request: RingCentralRequest,
): IDataObject | undefined {
	const { party } = call.item;
	const unsent = dryRunOutput(call.item, request);
	const reason = alreadyThere(
		call.item,
		call.target,
		call.name === 'Forward' || call.name === 'Ring',
	);
	if (reason !== undefined) {
		return { ...party, ...(unsent && { dryRun: true }), sent: false, reason };
	}
	if (unsent === undefined) return undefined;
	const hindrance = sendingBrake.hindrance(sendingOf(call), SYSTEM_CLOCK.elapsed());
	if (hindrance !== undefined) throw passedRound(call, hindrance);
	return { ...party, ...unsent };
}

/**
 * Sends the command that sends a call on. The brake counts it if RingCentral accepted it or may have
 * received it.
 *
 * @throws NodeOperationError when workflows pass the call round.
 */
export async function sendOn(call: CallToSend, request: RingCentralRequest): Promise<Answer> {
	const { item } = call;
	const reservation = sendingBrake.reserve(sendingOf(call), SYSTEM_CLOCK.elapsed());
	if ('hindrance' in reservation) throw passedRound(call, reservation.hindrance);
	let mayHaveArrived = false;
	try {
		const answer = await item.send(request);
		mayHaveArrived = !answer.isRefused || answer.refusal.mayHaveArrived === true;
		if (!answer.isRefused) rememberLeft(item.party.telephonySessionId, answer.body);
		return answer;
	} finally {
		if (!mayHaveArrived) reservation.giveBack();
	}
}

/** Other states in an answer are ignored: they are from before the command. */
function rememberLeft(telephonySessionId: string, answer: unknown): void {
	const party = partyOf(answer);
	if (party !== undefined && hasLeft(party)) {
		whereabouts.saw(telephonySessionId, party, SYSTEM_CLOCK.elapsed());
	}
}

function sendingOf({ item, target }: CallToSend): Sending {
	return {
		telephonySessionId: item.party.telephonySessionId,
		targetNames: Object.entries({ ...target, ...extensionOf(item, target) }).flatMap(
			([member, value]) => (value === undefined ? [] : [`${member} ${value}`]),
		),
	};
}

const HINDRANCES: Record<Hindrance, (target: string) => string> = {
	sameTarget: (target) => `would send it to ${target} again within a minute`,
	tooOften: (target) =>
		`would send it to ${target} after it was sent on ${MOST_SENDINGS} times within ${MOST_SENDINGS_PERIOD / 1_000} seconds`,
};

function passedRound({ name, item, target }: CallToSend, hindrance: Hindrance): NodeOperationError {
	const words = targetWords(item, target, extensionOf(item, target));
	return item.error(
		`Workflows pass the call round: '${name}' ${item.label} ${HINDRANCES[hindrance](words)}`,
		"The call was not sent there. Choose in 'Scope' of each RingCentral trigger whose calls start its workflow, so that none starts for the calls that another one sends on. A call can go to the same target once a minute.",
	);
}
