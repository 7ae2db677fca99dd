import type { IExecuteFunctions } from 'n8n-workflow';

import { isFields, textOf, textsOf } from '../calls/events/unknown';

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
export function incomingIds(context: IExecuteFunctions, itemIndex: number): IncomingIds {
	// `$json`, because a tool has the item of its agent, beside what the model has filled in.
	const own = idsOf(context.getWorkflowDataProxy(itemIndex).$json);
	if (own.telephonySessionId !== undefined && own.partyId !== undefined) return own;
	const triggered = triggeredIds(context, itemIndex);
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

function triggeredIds(context: IExecuteFunctions, itemIndex: number): IncomingIds {
	for (const trigger of triggersBefore(context, itemIndex)) {
		const ids = idsOf(pairedItem(context, itemIndex, trigger));
		if (ids.telephonySessionId !== undefined) return ids;
	}
	return {};
}

/**
 * The names of the triggers that can have led here. No line leads to a tool: n8n says of it that the
 * node before it is its agent, or the one before the agent.
 */
function triggersBefore(context: IExecuteFunctions, itemIndex: number): Set<string> {
	const previous = valueOrNone<unknown>(() => {
		const before: unknown = context.getWorkflowDataProxy(itemIndex).$prevNode;
		return isFields(before) ? before.name : undefined;
	}, undefined);
	return new Set(
		[context.getNode().name, ...textsOf([previous])]
			.flatMap((name) => context.getParentNodes(name))
			.filter(({ type }) => TRIGGER_TYPES.some((ending) => type.endsWith(ending)))
			.map(({ name }) => name),
	);
}

/** The item of another node that this one is paired with, as n8n's `$('Name').item` has it. */
function pairedItem(context: IExecuteFunctions, itemIndex: number, nodeName: string): unknown {
	return valueOrNone<unknown>(() => {
		// n8n gives it no type.
		const proxy: { $: (name: string) => { item: { json: unknown } } } =
			context.getWorkflowDataProxy(itemIndex);
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
