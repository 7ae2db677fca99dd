import { NodeApiError, type INodeProperties } from 'n8n-workflow';

import { SYSTEM_CLOCK } from '../transport/clock';
import { pauseUnlessAborted } from '../transport/pause';
import { callParties, type CallParties } from './callParties';
import type { Field, Item } from './item';

/** RingCentral allows 50 light requests a minute, and other operations need some of them. */
const SHORTEST_INTERVAL_SECONDS = 2;

const DEFAULT_INTERVAL_SECONDS = 3;

export const intervalField: INodeProperties = {
	displayName: 'Check Every',
	name: 'checkEvery',
	type: 'number',
	typeOptions: { minValue: SHORTEST_INTERVAL_SECONDS },
	default: DEFAULT_INTERVAL_SECONDS,
	hint: 'In seconds',
	description:
		'How many seconds lie between two looks at the call. RingCentral allows some 50 looks a minute, for everything that one user does.',
};

/** A call to check at intervals. Each check is a light request. */
export interface CallWatch {
	item: Item;
	telephonySessionId: string;
	/** Start of the time limit, in milliseconds of the monotonic clock. */
	startedAt: number;
	/** Seconds until the last check. */
	timeLimit: number;
	/** Seconds between two checks. */
	interval: number;
	/** Whether the call was seen before. By default, the first check has to succeed. */
	wasSeen?: boolean;
}

/**
 * Checks a call until it has an outcome, and once more when the time limit has passed. A check without an answer
 * does not end it, because RingCentral may be back at the next one.
 *
 * @returns the result of the last check; it has no outcome after the time limit.
 * @throws NodeApiError when RingCentral does not list the parties of the call, or is not there at the last check.
 */
export async function watchCall<Seen extends { outcome?: string }>(
	watch: CallWatch,
	look: (call: CallParties) => Seen,
): Promise<{ seen: Seen; waitedSeconds: number }> {
	const { item, telephonySessionId, startedAt, timeLimit, interval } = watch;
	const waited = (): number => (SYSTEM_CLOCK.elapsed() - startedAt) / 1_000;
	let canWait = watch.wasSeen === true;
	let secondsLeft = timeLimit - waited();
	for (;;) {
		const isLast = secondsLeft <= 0;
		const call = await callParties(item, telephonySessionId).catch((error: unknown) => {
			if (isLast || !canWait || !isPassing(error)) throw error;
		});
		if (call !== undefined) {
			const seen = look(call);
			if (seen.outcome !== undefined || isLast) {
				return { seen, waitedSeconds: Math.round(waited()) };
			}
		}
		canWait = true;
		secondsLeft = Math.max(0, timeLimit - waited());
		const pause = Math.min(interval, secondsLeft);
		// A timer may be a fraction of a millisecond early, which is no reason for another check.
		secondsLeft -= pause;
		await pauseUnlessAborted(pause * 1_000, item.context.getExecutionCancelSignal());
	}
}

/** Whether RingCentral may answer the same request a moment later. */
function isPassing(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.isPassing === true;
}

/** @throws NodeOperationError unless the value is a number and at least two seconds. */
export function intervalSeconds(item: Item): number {
	const { checkEvery = DEFAULT_INTERVAL_SECONDS } = item.options;
	return numberOfSeconds(item, intervalField, {
		value: checkEvery,
		least: SHORTEST_INTERVAL_SECONDS,
	});
}

/** @throws NodeOperationError unless the value is a number and at least `least` seconds. */
export function requiredSeconds(item: Item, field: Field, least: number): number {
	const value = item.value(field);
	return numberOfSeconds(item, field, { value, least });
}

function numberOfSeconds(
	item: Item,
	field: Field,
	{ value, least }: { value: unknown; least: number },
): number {
	const number = Number(value);
	if (Number.isFinite(number) && number >= least) return number;
	throw item.parameterError(
		field,
		`is not a number of seconds, or less than ${least}`,
		`Enter ${least} or more.`,
	);
}
