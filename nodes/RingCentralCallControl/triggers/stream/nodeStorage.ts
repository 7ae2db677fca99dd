import type { INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';

import { isFields, readList, textOf, textsOf } from '../../calls/events/unknown';
import type { Entry, Start } from './executionQueue';

/**
 * The context of a node, with its static data in n8n: the session of the stream, the events that wait for
 * an execution, and the keys of events that a batch has started.
 *
 * n8n stores static data when the activation ends, and asynchronously with each execution that the node
 * starts. Later changes are lost when n8n is killed.
 */
type Context = Pick<ITriggerFunctions, 'getWorkflowStaticData'>;

export interface StreamSubscription {
	subscriptionId: string;
	/** The event filters in the request. */
	requestedFilters: string[];
	/** The event filters in RingCentral's answer, with IDs in place of "~". */
	grantedFilters: string[];
}

/** A WebSocket session that can be resumed after a restart of n8n. */
export interface StoredSession extends StreamSubscription {
	recoveryToken: string;
	/** Time of the token, in milliseconds since the epoch. */
	since: number;
	/** Name of the session's server, app and user, see `StreamOwner`. */
	owner: string;
}

export function storedSession(context: Context): StoredSession | undefined {
	const stored: unknown = context.getWorkflowStaticData('node').session;
	if (!isFields(stored)) return undefined;
	const recoveryToken = textOf(stored.recoveryToken);
	const subscriptionId = textOf(stored.subscriptionId);
	const owner = textOf(stored.owner);
	if (recoveryToken === undefined || subscriptionId === undefined || owner === undefined) {
		return undefined;
	}
	return {
		recoveryToken,
		since: typeof stored.since === 'number' ? stored.since : 0,
		owner,
		subscriptionId,
		requestedFilters: textsOf(stored.requestedFilters),
		grantedFilters: textsOf(stored.grantedFilters),
	};
}

export function storeSession(context: Context, session: StoredSession): void {
	context.getWorkflowStaticData('node').session = { ...session };
}

/** In milliseconds: after an hour an event is too old to act on. */
const LONGEST_WAITING = 3_600_000;

/** n8n writes all static data with each execution, so it must stay small. */
const MOST_CHARACTERS = 50_000;

/**
 * The pending starts at the time when n8n last stored them.
 *
 * @param now in milliseconds since the epoch.
 */
export function storedWaiting(context: Context, now: number): Start[] {
	const stored: unknown = context.getWorkflowStaticData('node').waiting;
	if (!isFields(stored) || typeof stored.since !== 'number') return [];
	if (now - stored.since > LONGEST_WAITING) return [];
	return readList(stored.starts, startIn);
}

/** @param now in milliseconds since the epoch. */
export function storeWaiting(context: Context, waiting: Iterable<Start>, now: number): void {
	const starts: string[] = [];
	let length = 0;
	for (const start of waiting) {
		const text = JSON.stringify(start);
		length += text.length;
		if (length > MOST_CHARACTERS) break;
		starts.push(text);
	}
	const staticData = context.getWorkflowStaticData('node');
	// n8n writes to its database after any change.
	if (starts.length > 0) staticData.waiting = { since: now, starts };
	else if ('waiting' in staticData) delete staticData.waiting;
}

/** More notifications than RingCentral replays, and than an account usually has live calls. */
const MOST_KEYS = 500;

/**
 * The keys of the latest events that started an execution. Only for batches: n8n compares the keys of
 * executions, and an event of one batch may return in another batch.
 */
export function storedKeys(context: Context): string[] {
	return textsOf(context.getWorkflowStaticData('node').startedKeys);
}

export function storeKeys(context: Context, keys: readonly string[]): void {
	const kept = [...storedKeys(context), ...keys].slice(-MOST_KEYS);
	context.getWorkflowStaticData('node').startedKeys = kept;
}

function startIn(text: unknown): Start | undefined {
	if (typeof text !== 'string') return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return isStart(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function isStart(value: unknown): value is Start {
	return (
		isFields(value) &&
		typeof value.callId === 'string' &&
		Array.isArray(value.entries) &&
		value.entries.every(isEntry)
	);
}

function isEntry(value: unknown): value is Entry {
	return isFields(value) && typeof value.key === 'string' && isItem(value.item);
}

function isItem(value: unknown): value is INodeExecutionData {
	return isFields(value) && isFields(value.json);
}
