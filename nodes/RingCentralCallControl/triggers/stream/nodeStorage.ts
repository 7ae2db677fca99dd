import type { INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';

import { isFields, listOf, textOf, textsOf } from '../../calls/events/unknown';
import type { Entry, Start } from './executionQueue';

/**
 * What a node keeps in n8n's static data: the session of its stream, the events that wait for an
 * execution, and the keys of events that have started one in a batch.
 *
 * n8n stores it when the activation ends, and again with each execution that the node starts, without
 * being waited for. A change after that is lost when n8n is killed.
 */
type Context = Pick<ITriggerFunctions, 'getWorkflowStaticData'>;

export interface StreamSubscription {
	subscriptionId: string;
	/** The event filters as they were asked for. */
	requestedFilters: string[];
	/** The same as RingCentral keeps them, with ids where "~" was. */
	grantedFilters: string[];
}

/** Enough to resume RingCentral's session when n8n has been started anew. */
export interface StoredSession extends StreamSubscription {
	recoveryToken: string;
	/** When RingCentral gave the token, in milliseconds since the epoch: a later one replaces it. */
	since: number;
	/** Server, app and user whose session it is, see `streamOwner`. */
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

/** An execution for a call that has been over for so long, in milliseconds, is of no use any more. */
const LONGEST_WAITING = 3_600_000;

/** n8n writes it with each execution, so that it must not become large. */
const MOST_CHARACTERS = 50_000;

/**
 * What waited for earlier executions when n8n stored it last.
 *
 * @param now in milliseconds since the epoch.
 */
export function storedWaiting(context: Context, now: number): Start[] {
	const stored: unknown = context.getWorkflowStaticData('node').waiting;
	if (!isFields(stored) || typeof stored.since !== 'number') return [];
	if (now - stored.since > LONGEST_WAITING) return [];
	return listOf(stored.starts).flatMap((text) => startIn(text) ?? []);
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
	// Any change makes n8n write to its database.
	if (starts.length > 0) staticData.waiting = { since: now, starts };
	else if ('waiting' in staticData) delete staticData.waiting;
}

/** More than RingCentral sends again, and than an account usually has live calls. */
const MOST_KEYS = 500;

/**
 * The keys of the events that have started an execution lately. Only for batches: n8n knows the key of
 * an execution, and the events of a batch may come again in another one.
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
