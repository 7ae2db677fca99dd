import { setTimeout as pause } from 'node:timers/promises';

import type { Platform } from './platform.mts';
import { type JsonObject, isJsonObject } from './requestBody.mts';
import { type EventFilter, matchesParty } from './subscriptions/eventFilter.mts';
import { type Subscription, enabledFilters } from './subscriptions/subscription.mts';

/** A notification as it was recorded on the platform. */
interface Captured {
	event: string;
	body: JsonObject;
}

/** Recorded notifications, in their order of arrival. */
export type Capture = readonly Captured[];

/** A longer silence between two notifications is shortened to this. */
const maxPauseMilliseconds = 5_000;

/** Milliseconds without a new subscription before the replay begins, so that all subscribers get it. */
const quietMilliseconds = 1_000;
const pollMilliseconds = 100;

/**
 * Reads a capture: a list of notifications in JSON, as `npm run check-account` writes it.
 * @throws Error for text that is not a capture
 */
export function readCapture(text: string): Capture {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		throw new Error('The capture is not JSON');
	}
	if (!Array.isArray(parsed)) throw new Error('The capture is not a list of notifications');
	return parsed.map((entry: unknown, index) => {
		const event = isJsonObject(entry) ? entry['event'] : undefined;
		const body = isJsonObject(entry) ? entry['body'] : undefined;
		if (typeof event !== 'string' || !isJsonObject(body)) {
			throw new Error(`Entry ${index + 1} of the capture is not a notification`);
		}
		return { event, body };
	});
}

/** Waits for the first subscription, and until no further one follows. */
export async function untilSubscribed({ subscriptions }: Platform): Promise<void> {
	let before = 0;
	for (let quiet = 0; quiet < quietMilliseconds; quiet += pollMilliseconds) {
		await pause(pollMilliseconds);
		const count = subscriptions.all().length;
		if (count === 0 || count !== before) quiet = 0;
		before = count;
	}
}

/**
 * Delivers a capture to the matching subscriptions at its recorded pace, as calls of the present:
 * with new IDs and times.
 */
export async function replay(platform: Platform, capture: Capture): Promise<void> {
	const { clock, courier, subscriptions } = platform;
	const tag = clock.now().toString(36);
	let before: number | undefined;
	for (const { event, body } of capture) {
		const at = recordedAt(body);
		if (at !== undefined && before !== undefined) {
			await pause(Math.min(Math.max(at - before, 0), maxPauseMilliseconds));
		}
		before = at ?? before;
		const matching = subscriptions
			.all()
			.filter((subscription) =>
				matchesSubscription(subscription, { event, body }, platform, capture),
			);
		const present = {
			...withNewIds(body, tag),
			...(at !== undefined && { eventTime: new Date(clock.now()).toISOString() }),
		};
		for (const subscription of matching) {
			void courier.deliver(subscription, { kind: 'event', event, body: present });
		}
	}
}

function recordedAt({ eventTime }: JsonObject): number | undefined {
	const at = typeof eventTime === 'string' ? Date.parse(eventTime) : NaN;
	return Number.isNaN(at) ? undefined : at;
}

/** The body with new IDs of sessions and parties. */
function withNewIds(body: JsonObject, tag: string): JsonObject {
	const renew = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(renew);
		if (isJsonObject(value)) return withNewIds(value, tag);
		if (typeof value !== 'string') return value;
		return value.replace(/^(s-.+|p-.+?)(-\d+)?$/s, `$1z${tag}$2`);
	};
	return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, renew(value)]));
}

function matchesSubscription(
	subscription: Subscription,
	captured: Captured,
	platform: Platform,
	capture: Capture,
): boolean {
	return enabledFilters(subscription).some((filter) =>
		matches(filter, captured, platform, capture),
	);
}

function matches(
	filter: EventFilter,
	{ event, body }: Captured,
	{ options }: Platform,
	capture: Capture,
): boolean {
	const path = event.split('?')[0] ?? '';
	if (filter.kind === 'presence') {
		const isPresence = path.endsWith('/presence');
		const { extensionId } = filter;
		return isPresence && (extensionId === undefined || path.includes(`/extension/${extensionId}/`));
	}
	if (filter.kind !== 'telephony' || !path.endsWith('/telephony/sessions')) return false;
	const call = { parties: partiesOfSession(capture, body['telephonySessionId']) };
	// A recorded `missedCall` counts, even if the simulator's own events would not have it.
	const marks = { ...options, missedCall: 'missedLeg' } as const;
	return partiesIn(body).some((party) => matchesParty(filter, { call, party, options: marks }));
}

type CapturedParty = Parameters<typeof matchesParty>[1]['party'];

function partiesOfSession(capture: Capture, telephonySessionId: unknown): CapturedParty[] {
	return capture
		.filter(({ body }) => body['telephonySessionId'] === telephonySessionId)
		.flatMap(({ body }) => partiesIn(body));
}

function partiesIn({ parties }: JsonObject): CapturedParty[] {
	const list: unknown[] = Array.isArray(parties) ? parties : [];
	return list.filter(isJsonObject).map((party) => {
		const status = isJsonObject(party['status']) ? party['status'] : {};
		return {
			direction: party['direction'] === 'Inbound' ? 'Inbound' : 'Outbound',
			...(typeof party['extensionId'] === 'string' && { extensionId: party['extensionId'] }),
			from: endIn(party['from']),
			to: endIn(party['to']),
			missed: party['missedCall'] === true,
			recordings: Array.isArray(party['recordings']) ? [{ id: '', active: true }] : [],
			status: { code: typeof status['code'] === 'string' ? status['code'] : '' },
		};
	});
}

function endIn(value: unknown): CapturedParty['from'] {
	const phoneNumber = isJsonObject(value) ? value['phoneNumber'] : undefined;
	return typeof phoneNumber === 'string' ? { phoneNumber } : {};
}
