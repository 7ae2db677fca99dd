import type { NodeApiError } from 'n8n-workflow';

import { partyOf } from '../../calls/events/party';
import { partyState, type PartyOperationName } from '../../calls/parties/partyStatus';
import { partyPath } from '../../transport/http/callPath';
import { isWrongState, type Refusal } from '../../transport/http/refusal';
import type { Explanation } from '../../transport/http/refusalMessage';
import { refusalWords } from '../refusalWords';
import type { PartyItem } from './partyItem';
import type { PartyOperation } from './partyOperation';

/** The parts of an operation that explain a refusal. */
export type RefusedOperation = Pick<
	PartyOperation,
	'name' | 'fields' | 'otherReason' | 'isForOutsideParties'
>;

/** The error for a refused operation, explained by its fields and the party's current state. */
export async function partyRefusal(
	item: PartyItem,
	refusal: Refusal,
	operation: RefusedOperation,
): Promise<NodeApiError> {
	if (!isWrongState(refusal)) {
		const explanation = await refusalWords(item, refusal, { fields: operation.fields });
		return item.refusalError(refusal, explanation);
	}
	const answer = await item.send({ method: 'GET', path: partyPath(item.party) });
	if (answer.isRefused) {
		const isOver = answer.refusal.statusCode === 404;
		return item.refusalError(isOver ? answer.refusal : refusal);
	}
	return item.refusalError(refusal, wrongState(operation, answer.body));
}

function wrongState(operation: RefusedOperation, answer: unknown): Explanation {
	const { name, otherReason = '', isForOutsideParties = false } = operation;
	const party = partyOf(answer);
	const state = partyState(party);
	if (party === undefined || state === undefined) {
		return {
			message: `'${name}' does not fit the state of the party, which is ${party?.status ?? 'not known'}`,
			description: "Look at the party with 'Get' before this node, and go on only when it fits.",
		};
	}
	if (state.operations.some((fitting) => fitting === name)) {
		const isWrongSide = party.extensionId === undefined && !isForOutsideParties;
		const reason = isWrongSide ? OUTSIDE_PARTY : otherReason;
		return {
			message: `RingCentral refused '${name}' although the party ${state.phrase} (${party.status})`,
			description: `${reason} ${LOOK_AGAIN}`.trim(),
		};
	}
	return {
		message: `'${name}' does not fit: the party ${state.phrase} (${party.status})`,
		description: fittingOperationsSentence(state.operations),
	};
}

const OUTSIDE_PARTY =
	"This is the side of somebody outside your company: choose your own side of the call in 'Party'.";

const LOOK_AGAIN =
	"If the call has changed in the meantime, look at it with 'Get' before you try again.";

/** A longer list would not help the reader. */
const MOST_ALTERNATIVES = 5;

/** The most common operations, named if too many fit. */
const USUAL: readonly PartyOperationName[] = [
	'Answer',
	'Forward',
	'Hold',
	'Ignore',
	'Mute',
	'Park',
	'Reject',
	'Reply',
	'Route',
	'Transfer',
	'Unhold',
];

/** A sentence with at most five operations that fit a party's state. */
export function fittingOperationsSentence(operations: readonly PartyOperationName[]): string {
	if (operations.length === 0) {
		return "Nothing can be done with this party now. Look at the other parties of the call with 'Get' of 'Call'.";
	}
	const isCut = operations.length > MOST_ALTERNATIVES;
	const named = isCut ? operations.filter((operation) => USUAL.includes(operation)) : operations;
	const names = named.slice(0, MOST_ALTERNATIVES).map((operation) => `'${operation}'`);
	const list = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names);
	return `What fits now${isCut ? ', among others' : ''}: ${list}.`;
}
