import { sleep, type INodeProperties } from 'n8n-workflow';

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

/** A call to look at again and again, which is a light request each time. */
export interface CallWatch {
	item: Item;
	telephonySessionId: string;
	/** From when on the time counts, in milliseconds since the epoch. */
	startedAt: number;
	/** After how many seconds the last look is. */
	timeLimit: number;
	/** Seconds between two looks. */
	interval: number;
}

/**
 * Looks at a call until a look has an outcome, and a last time when the time is over.
 *
 * @returns what the last look has shown, without an outcome when the time is over.
 * @throws NodeApiError when RingCentral does not tell the parties of the call.
 */
export async function watchCall<Seen extends { outcome?: string }>(
	watch: CallWatch,
	look: (call: CallParties) => Seen,
): Promise<{ seen: Seen; waitedSeconds: number }> {
	const { item, telephonySessionId, startedAt, timeLimit, interval } = watch;
	const waited = (): number => (Date.now() - startedAt) / 1_000;
	for (;;) {
		const isLast = waited() >= timeLimit;
		const seen = look(await callParties(item, telephonySessionId));
		if (seen.outcome !== undefined || isLast) {
			return { seen, waitedSeconds: Math.round(waited()) };
		}
		const pause = Math.max(0, Math.min(interval, timeLimit - waited()));
		await sleep(pause * 1_000, item.context.getExecutionCancelSignal());
	}
}

/** @throws NodeOperationError for anything but a number from two seconds on. */
export function intervalSeconds(item: Item): number {
	const { checkEvery = DEFAULT_INTERVAL_SECONDS } = item.options;
	return numberOfSeconds(item, intervalField, {
		value: checkEvery,
		least: SHORTEST_INTERVAL_SECONDS,
	});
}

/** @throws NodeOperationError for anything but a number of seconds from `least` on. */
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
