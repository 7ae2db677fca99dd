import { isFields, textOf, textsOf } from '../calls/events/unknown';
import type { Item } from './item';

/** The ids that an item comes with; a missing one is not known. */
export interface IncomingIds {
	telephonySessionId?: string;
	partyId?: string;
}

/** The nodes of this package that start a workflow with a call, by the ends of their types. */
const TRIGGER_TYPES = ['.ringCentralCallControlTrigger', '.ringCentralCallStreamTrigger'];

/**
 * The call and the party of an item: those on the item itself, else those of the trigger's item that
 * it comes from, e.g. behind a data table or as the tool of an agent.
 */
export function incomingIds(item: Item): IncomingIds {
	// `$json`, because a tool has the item of its agent, beside what the model has filled in.
	const own = idsOf(item.context.getWorkflowDataProxy(item.index).$json);
	if (own.telephonySessionId !== undefined && own.partyId !== undefined) return own;
	const triggered = triggeredIds(item);
	const isSameCall =
		own.telephonySessionId === undefined || own.telephonySessionId === triggered.telephonySessionId;
	// A party of one call is none of another.
	return isSameCall ? { ...triggered, ...own } : own;
}

function idsOf(json: unknown): IncomingIds {
	if (!isFields(json)) return {};
	const telephonySessionId = textOf(json.telephonySessionId);
	const partyId = textOf(json.partyId);
	return {
		...(telephonySessionId !== undefined && { telephonySessionId }),
		...(partyId !== undefined && { partyId }),
	};
}

function triggeredIds(item: Item): IncomingIds {
	for (const trigger of triggersBefore(item)) {
		const ids = idsOf(pairedItem(item, trigger));
		if (ids.telephonySessionId !== undefined) return ids;
	}
	return {};
}

/**
 * The names of the triggers that can have led here. No line leads to a tool: n8n says of it that the
 * node before it is its agent, or the one before the agent.
 */
function triggersBefore(item: Item): Set<string> {
	const previous = valueOrNone<unknown>(() => {
		const before: unknown = item.context.getWorkflowDataProxy(item.index).$prevNode;
		return isFields(before) ? before.name : undefined;
	}, undefined);
	return new Set(
		[item.context.getNode().name, ...textsOf([previous])]
			.flatMap((name) => item.context.getParentNodes(name))
			.filter(({ type }) => TRIGGER_TYPES.some((ending) => type.endsWith(ending)))
			.map(({ name }) => name),
	);
}

/** The item of another node that this one is paired with, as n8n's `$('Name').item` has it. */
function pairedItem(item: Item, nodeName: string): unknown {
	return valueOrNone<unknown>(() => {
		// n8n gives it no type.
		const proxy: { $: (name: string) => { item: { json: unknown } } } =
			item.context.getWorkflowDataProxy(item.index);
		return proxy.$(nodeName).item.json;
	}, undefined);
}

/** n8n throws for a node that has not run, and where the pairing of items is lost. */
function valueOrNone<Value>(read: () => Value, none: Value): Value {
	try {
		return read();
	} catch {
		return none;
	}
}
