import type { IDataObject } from 'n8n-workflow';

import { targetField } from '../../descriptions/target';
import type { TransferTarget } from '../../calls/events/contract';
import { partyOf, type Party } from '../../calls/events/party';
import { hasReached } from '../../calls/parties/awaitedStatus';
import { partyState } from '../../calls/parties/partyStatus';
import { SYSTEM_CLOCK } from '../../transport/clock';
import { partyPath } from '../../transport/http/callPath';
import { isWrongState } from '../../transport/http/refusal';
import { whereabouts } from '../../processMemory';
import type { RingCentralRequest } from '../../transport/http/request';
import type { Operation } from '../operation';
import { targetFields, transferTarget } from './callTarget';
import { PartyItem } from './partyItem';
import { requiredParty } from './partyParameter';
import { sendOn, unsentOutput, type CallToSend } from './sendOn';
import { sendOnProperties } from './sendOnOperation';
import { sendOnRefusal } from './sendOnRefusal';
import { sentOutput, type Way } from './sentOutput';

/** The operation's words for messages. */
interface RoutingWords {
	name: 'Route' | 'Send to Voicemail';
	/** The states that it fits, as a sentence. */
	fits: string;
}

export const route: Operation = {
	name: 'Route',
	value: 'route',
	action: 'Route call',
	description: 'Send a call somewhere else, whether it still rings or is answered already',
	properties: sendOnProperties(['extension', 'parkLocation', 'phoneNumber', 'voicemail']),
	execute: routing({
		name: 'Route',
		fits: 'A call can be routed while it rings, is connected or is on hold.',
	}),
};

/** Builds the `execute` of an operation that forwards or transfers a call, by its state. */
export function routing(routingWords: RoutingWords): Operation['execute'] {
	const words = { name: routingWords.name, fields: targetFields };
	return async (given) => {
		const item = new PartyItem(given, await requiredParty(given));
		// The target is read before any command is sent.
		const target = await transferTarget(item);
		const call: CallToSend = { name: words.name, item, target };
		const current = await currentParty(item);
		if (target.voicemail !== undefined && current && hasReached(current, ['voicemail'])) {
			return { ...item.party, sent: false, reason: AT_VOICEMAIL };
		}
		const first = fittingWay(item, routingWords, current);
		const unsent = unsentOutput(call, routeRequest(item, first, target));
		if (unsent) return unsent.sent === false ? unsent : { ...unsent, routedBy: first };
		const attempt = await sendOn(call, routeRequest(item, first, target));
		if (!attempt.isRefused) return routed(call, first, attempt.body);
		// RingCentral refused it without acting: a phone may have answered just before.
		const second = isWrongState(attempt.refusal)
			? fittingWay(item, routingWords, await currentParty(item))
			: first;
		if (second === first) throw await sendOnRefusal(item, attempt.refusal, words);
		const repetition = await sendOn(call, routeRequest(item, second, target));
		if (repetition.isRefused) throw await sendOnRefusal(item, repetition.refusal, words);
		return routed(call, second, repetition.body);
	};
}

const AT_VOICEMAIL = 'The call is at voicemail already and stays there, so nothing was sent.';

async function currentParty(item: PartyItem): Promise<Party | undefined> {
	const { party } = item;
	const answer = await item.request({ method: 'GET', path: partyPath(party) });
	const current = partyOf(answer);
	if (current !== undefined) {
		whereabouts.saw(party.telephonySessionId, current, SYSTEM_CLOCK.elapsed());
	}
	return current;
}

/**
 * Forward while the call rings, transfer once it is connected or on hold.
 *
 * @throws NodeOperationError in any other state.
 */
function fittingWay(
	item: PartyItem,
	{ name, fits }: RoutingWords,
	current: Party | undefined,
): Way {
	const state = partyState(current);
	if (state?.operations.includes('Forward')) return 'forward';
	if (state?.operations.includes('Transfer')) return 'transfer';
	throw item.error(
		`'${name}' does not fit: the party ${state?.phrase ?? 'is in a state that is not known'} (${current?.status ?? 'none'}) ${item.label}`,
		fits,
	);
}

/** @throws NodeOperationError for a park location while the call rings. */
function routeRequest(item: PartyItem, way: Way, target: TransferTarget): RingCentralRequest {
	if (way === 'forward' && target.parkOrbit !== undefined) {
		throw item.parameterError(
			targetField,
			'is a park location, and the call still rings',
			"RingCentral parks answered calls only. Use 'Answer' first, or choose another target.",
		);
	}
	return { method: 'POST', path: `${partyPath(item.party)}/${way}`, body: target };
}

function routed({ item, target }: CallToSend, way: Way, answer: unknown): IDataObject {
	return { ...sentOutput(item, target, way, answer), routedBy: way };
}
