import type { NodeApiError } from 'n8n-workflow';

import { partyOf } from '../../telephony/notification';
import { partyState, type PartyOperationName } from '../../telephony/partyStatus';
import { partyPath } from '../../transport/callPath';
import type { Refusal } from '../../transport/refusal';
import type { Explanation } from '../../transport/refusalMessage';
import { refusalError, send } from '../../transport/request';
import type { PartyItem, PartyOperation } from './partyOperation';

/** The error for a refused operation, in words of the operation and of the party's state. */
export async function partyRefusal(
	item: PartyItem,
	refusal: Refusal,
	operation: PartyOperation,
): Promise<NodeApiError> {
	const { context, itemIndex } = item;
	const known = operation.explain?.(item, refusal);
	if (known) return refusalError(context, refusal, itemIndex, known);
	if (!isWrongState(refusal)) return refusalError(context, refusal, itemIndex);
	const answer = await send(context, { method: 'GET', path: partyPath(item.party), itemIndex });
	if (answer.isRefused) {
		const isOver = answer.refusal.statusCode === 404;
		return refusalError(context, isOver ? answer.refusal : refusal, itemIndex);
	}
	return refusalError(context, refusal, itemIndex, wrongState(operation, answer.body));
}

/**
 * RingCentral refuses with 409 and TAS-102 "Incorrect State"; for recordings 403 and TAS-101
 * "Incorrect State [WrongState]" has been seen too.
 */
function isWrongState({ statusCode, message = '' }: Refusal): boolean {
	return statusCode === 409 || (statusCode === 403 && /incorrect state/i.test(message));
}

function wrongState({ name, otherReason = '' }: PartyOperation, answer: unknown): Explanation {
	const { status, legDirection } = partyOf(answer) ?? { status: 'not known' };
	const state = partyState(status, legDirection);
	if (state === undefined) {
		return {
			message: `'${name}' does not fit the state of the party, which is ${status}`,
			description: "Look at the party with 'Get' before this node, and go on only when it fits.",
		};
	}
	if (state.operations.some((fitting) => fitting === name)) {
		return {
			message: `RingCentral refused '${name}' although the party ${state.phrase} (${status})`,
			description:
				`${otherReason} The party may also have changed in the meantime: look at it with 'Get', then try again.`.trim(),
		};
	}
	return {
		message: `'${name}' does not fit: the party ${state.phrase} (${status})`,
		description: whatFits(state.operations),
	};
}

function whatFits(operations: readonly PartyOperationName[]): string {
	if (operations.length === 0) {
		return "Nothing can be done with this party now. Look at the call with 'Get' of 'Session' for its other parties.";
	}
	const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(
		operations.map((operation) => `'${operation}'`),
	);
	return `A party in this state can be used with ${names}.`;
}
