import { type LoggedRequest, withoutSecrets } from '../requestLog.mts';
import type { Delivery } from '../subscriptions/deliveryLog.mts';

/** As many as a person can read; older entries are forgotten. */
const maxEntries = 400;

/** In characters. Longer answers are lists and recordings. */
const maxAnswerLength = 100_000;

/** An event of a party, with or without a subscription. */
export interface EventEntry {
	kind: 'event';
	/** Counts from 1, and continues after the timeline is cleared. */
	number: number;
	/** Milliseconds since the epoch. */
	at: number;
	telephonySessionId: string;
	partyId: string;
	statusCode: string;
	reason: string | null;
	/** The event as a sentence. */
	text: string;
	/** In RingCentral's form: the latest delivery, or without the members of a subscription. */
	notification: unknown;
	deliveries: Array<{
		transport: string;
		/** The HTTP status of the receiver; null without an answer so far. */
		status: number | null;
	}>;
	/** An item for n8n's pinned data, in the triggers' form with 'Simplify' off. */
	testItem: Record<string, unknown>;
}

/** A request to RingCentral's API. */
export interface RequestEntry {
	kind: 'request';
	number: number;
	at: number;
	/** null for a request that concerns no call. */
	telephonySessionId: string | null;
	text: string;
	method: string;
	path: string;
	query: unknown;
	/** Secrets are replaced by `***`, as in the answer. */
	body: unknown;
	/** null before the answer, or when the connection was dropped. */
	status: number | null;
	answer: unknown;
}

export type TimelineEntry = EventEntry | RequestEntry;

type NewEvent = Omit<EventEntry, 'kind' | 'number' | 'deliveries'> & { sequence: number };

/** Receives each new or changed entry, and no entry when the timeline was cleared. */
type Listener = (entry?: TimelineEntry) => void;

/** The latest events of calls and requests with their answers, in order. */
export class Timeline {
	readonly #listener: Listener;
	#entries: TimelineEntry[] = [];
	#lastNumber = 0;
	readonly #events = new Map<string, EventEntry>();
	readonly #requests = new WeakMap<LoggedRequest, RequestEntry>();
	readonly #deliveries = new WeakMap<Delivery, EventEntry['deliveries'][number]>();

	constructor(listener: Listener) {
		this.#listener = listener;
	}

	all(): readonly TimelineEntry[] {
		return this.#entries;
	}

	addEvent({ sequence, ...event }: NewEvent): void {
		const entry: EventEntry = {
			kind: 'event',
			number: ++this.#lastNumber,
			...event,
			deliveries: [],
		};
		this.#events.set(keyOf(entry.telephonySessionId, sequence), entry);
		this.#add(entry);
	}

	/** Records that an event was sent to a subscriber, or the subscriber's answer. */
	delivered(delivery: Delivery, transport: string, envelope: object): void {
		const { telephonySessionId, sequence, status } = delivery;
		if (telephonySessionId === undefined || sequence === undefined) return;
		const entry = this.#events.get(keyOf(telephonySessionId, sequence));
		if (!entry) return;
		const known = this.#deliveries.get(delivery);
		if (known) known.status = status;
		else {
			const shown = { transport, status };
			this.#deliveries.set(delivery, shown);
			entry.deliveries.push(shown);
			entry.notification = envelope;
			entry.testItem = { ...entry.testItem, notification: envelope };
		}
		this.#listener(entry);
	}

	/** Adds a request after its body was parsed. */
	addRequest(request: LoggedRequest): void {
		const { at, method, path, query, body } = request;
		const entry: RequestEntry = {
			kind: 'request',
			number: ++this.#lastNumber,
			at,
			telephonySessionId: sessionIn(path),
			text: `${method} ${shortPath(path)}`,
			method,
			path,
			query,
			body,
			status: null,
			answer: null,
		};
		this.#requests.set(request, entry);
		this.#add(entry);
	}

	/** @param payload the serialized answer */
	answered(request: LoggedRequest, payload: unknown): void {
		const entry = this.#requests.get(request);
		if (!entry) return;
		entry.status = request.status;
		entry.answer = answerOf(entry, payload);
		entry.telephonySessionId ??= sessionOfAnswer(entry.answer);
		this.#listener(entry);
	}

	clear(): void {
		this.#entries = [];
		this.#events.clear();
		this.#listener();
	}

	#add(entry: TimelineEntry): void {
		this.#entries.push(entry);
		if (this.#entries.length > maxEntries) this.#forgetOldest();
		this.#listener(entry);
	}

	/** Forgets half of the entries at once, so that a busy simulator does not copy the list with each entry. */
	#forgetOldest(): void {
		this.#entries = this.#entries.slice(-maxEntries / 2);
		const kept = new Set<TimelineEntry>(this.#entries);
		for (const [key, entry] of this.#events) if (!kept.has(entry)) this.#events.delete(key);
	}
}

/** The answer's JSON if it is short enough to read, else null. Only answers to sign-ins have secrets. */
function answerOf({ path }: RequestEntry, payload: unknown): unknown {
	if (typeof payload !== 'string' || payload.length > maxAnswerLength) return null;
	try {
		const answer: unknown = JSON.parse(payload);
		return path.startsWith('/restapi/oauth/') ? withoutSecrets(answer) : answer;
	} catch {
		return null;
	}
}

function keyOf(telephonySessionId: string, sequence: number): string {
	return `${telephonySessionId} ${sequence}`;
}

function sessionIn(path: string): string | null {
	return /\/telephony\/sessions\/([^/]+)/.exec(path)?.[1] ?? null;
}

/** The new session in the answer to a call-out or a conference. */
function sessionOfAnswer(answer: unknown): string | null {
	if (typeof answer !== 'object' || answer === null || !('session' in answer)) return null;
	const { session } = answer;
	if (typeof session !== 'object' || session === null || !('id' in session)) return null;
	return typeof session.id === 'string' ? session.id : null;
}

/** A path in short form: without the account, and parties by number. */
function shortPath(path: string): string {
	return path
		.replace(/^\/restapi\/(v1\.0\/)?/, '')
		.replace(/^account\/[^/]+\/?/, '')
		.replace(/^telephony\/sessions\/[^/]+\/?/, 'call ')
		.replace(/parties\/[^/]*-(\d+)\/?/, 'party $1 ')
		.trim();
}
