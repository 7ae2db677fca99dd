import { isFields, textOf, textsOf } from '../calls/events/unknown';
import type { Item } from './item';

/** The ids on an incoming item, as far as they are known. */
export interface IncomingIds {
	telephonySessionId?: string;
	partyId?: string;
}

/** Endings of the types of this package's triggers. */
const TRIGGER_TYPES = ['.ringCentralCallControlTrigger', '.ringCentralCallStreamTrigger'];

/**
 * The call and the party of an item: from the item itself, else from the trigger's item before it,
 * e.g. behind a data table or as the tool of an agent.
 */
export function incomingIds(item: Item): IncomingIds {
	// For a tool, `$json` is the agent's item merged with the model's input.
	const own = idsOf(item.context.getWorkflowDataProxy(item.index).$json);
	if (own.telephonySessionId !== undefined && own.partyId !== undefined) return own;
	const triggered = triggeredIds(item);
	const isSameCall =
		own.telephonySessionId === undefined || own.telephonySessionId === triggered.telephonySessionId;
	// A party belongs to one call only.
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
 * The names of the triggers before this node. A tool has no incoming connection: n8n gives its agent, or
 * the node before the agent, as its previous node.
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

/** The paired item of another node: n8n's `$('Name').item`. */
function pairedItem(item: Item, nodeName: string): unknown {
	return valueOrNone<unknown>(() => {
		// n8n has no type for the proxy.
		const proxy: { $: (name: string) => { item: { json: unknown } } } =
			item.context.getWorkflowDataProxy(item.index);
		return proxy.$(nodeName).item.json;
	}, undefined);
}

/** n8n throws if the node has not run or the pairing of items is lost. */
function valueOrNone<Value>(read: () => Value, none: Value): Value {
	try {
		return read();
	} catch {
		return none;
	}
}
