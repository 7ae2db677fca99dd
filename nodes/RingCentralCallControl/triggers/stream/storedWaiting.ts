import type { INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';

import { isFields, listOf } from '../../calls/events/unknown';
import type { Start } from './executionLine';

/** An event that starts an execution, alone or with others. */
export interface Entry {
	/** Tells this event from all others, also after a restart. */
	key: string;
	item: INodeExecutionData;
}

type StaticDataContext = Pick<ITriggerFunctions, 'getWorkflowStaticData'>;

const KEY = 'waiting';

/** What comes of calls that are over for so long helps nobody any more. */
const LONGEST_MILLISECONDS = 3_600_000;

/** n8n writes it with each execution, so that it must not become large. */
const MOST_CHARACTERS = 50_000;

/**
 * What had to wait for earlier executions when n8n stored it last, in n8n's static data of the node.
 *
 * n8n stores it with each execution that the node starts. What began to wait after that is lost when
 * n8n is killed.
 *
 * @param now in milliseconds since the epoch.
 */
export function storedWaiting(context: StaticDataContext, now: number): Array<Start<Entry>> {
	const stored: unknown = context.getWorkflowStaticData('node')[KEY];
	if (!isFields(stored) || typeof stored.since !== 'number') return [];
	if (now - stored.since > LONGEST_MILLISECONDS) return [];
	return listOf(stored.starts).flatMap((text) => startIn(text) ?? []);
}

/** @param now in milliseconds since the epoch. */
export function storeWaiting(
	context: StaticDataContext,
	waiting: Iterable<Start<Entry>>,
	now: number,
): void {
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
	if (starts.length > 0) staticData[KEY] = { since: now, starts };
	else if (KEY in staticData) delete staticData[KEY];
}

function startIn(text: unknown): Start<Entry> | undefined {
	if (typeof text !== 'string') return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return isStart(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function isStart(value: unknown): value is Start<Entry> {
	return (
		isFields(value) &&
		typeof value.callId === 'string' &&
		Array.isArray(value.entries) &&
		value.entries.every(isEntry)
	);
}

function isEntry(value: unknown): value is Entry {
	return (
		isFields(value) &&
		typeof value.key === 'string' &&
		isFields(value.item) &&
		isFields(value.item.json)
	);
}
