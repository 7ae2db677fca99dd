import {
	NodeOperationError,
	type IHookFunctions,
	type INode,
	type ITriggerFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { isTriggerEvent, type TriggerEvent } from '../../calls/choice/callEvent';
import type { CallFilters } from '../../calls/choice/callFilters';
import { SIGNED_IN_USER, type Wish } from '../../calls/events/eventFilters';
import { e164Of } from '../../calls/events/phoneNumber';
import { isFields, textOf } from '../../calls/events/unknown';

/** What both triggers have in common of a node's parameters, checked. */
interface Settings<Event> extends Omit<Wish, 'triggerOn'> {
	triggerOn: Event[];
	isSimplified: boolean;
}

export type TriggerSettings = Settings<TriggerEvent>;

/** @throws NodeOperationError that names the parameter which does not fit. */
export function triggerSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	return settingsOf(context, isTriggerEvent);
}

/**
 * @param isEvent tells the values that the node's 'Trigger On' offers.
 * @throws NodeOperationError that names the parameter which does not fit.
 */
export function settingsOf<Event extends string>(
	context: IHookFunctions | ITriggerFunctions | IWebhookFunctions,
	isEvent: (value: string) => value is Event,
): Settings<Event> {
	const node = context.getNode();
	const scope = context.getNodeParameter('scope') === 'account' ? 'account' : 'extension';
	const options = context.getNodeParameter('options', {});
	return {
		scope,
		extensionIds:
			scope === 'account' ? [] : extensionIds(node, context.getNodeParameter('extensions', [])),
		triggerOn: chosenEvents(node, context.getNodeParameter('triggerOn'), isEvent),
		filters: callFilters(node, context.getNodeParameter('filters', {})),
		isSimplified: context.getNodeParameter('simplify', true) !== false,
		hasSipData: isFields(options) && options.includeSipData === true,
	};
}

function chosenEvents<Event extends string>(
	node: INode,
	value: unknown,
	isEvent: (value: string) => value is Event,
): Event[] {
	const events = entriesOf(value);
	const unknown = events.find((event) => !isEvent(event));
	if (unknown !== undefined) {
		throw new NodeOperationError(node, `'Trigger On' holds "${unknown}", which is no event`, {
			description: 'Choose the events from the list.',
		});
	}
	if (events.length === 0) {
		throw new NodeOperationError(node, "'Trigger On' is empty", {
			description: 'Choose at least one event that starts the workflow.',
		});
	}
	return events.filter(isEvent);
}

function extensionIds(node: INode, value: unknown): string[] {
	const ids = entriesOf(value);
	const wrong = ids.find((id) => id !== SIGNED_IN_USER && !/^\d+$/.test(id));
	if (wrong !== undefined) {
		throw new NodeOperationError(
			node,
			`'Extension Names or IDs' holds "${wrong}", which is no ID of an extension`,
			{
				description:
					'Choose extensions from the list. In an expression use their IDs, which are digits only and not the short numbers that people dial.',
			},
		);
	}
	return ids.length === 0 ? [SIGNED_IN_USER] : ids;
}

function callFilters(node: INode, value: unknown): CallFilters {
	const filters = isFields(value) ? value : {};
	const direction = filters.direction;
	return {
		direction: direction === 'Inbound' || direction === 'Outbound' ? direction : undefined,
		phoneNumber: phoneNumber(node, textOf(filters.phoneNumber)?.trim()),
		isMissed: filters.missedCallsOnly === true,
		isQueueCall: filters.queueCallsOnly === true,
		isRecorded: filters.withRecordingsOnly === true,
	};
}

function phoneNumber(node: INode, text: string | undefined): string | undefined {
	if (text === undefined || text === '') return undefined;
	const number = e164Of(text);
	if (number === undefined) {
		throw new NodeOperationError(
			node,
			`'Phone Number' is "${text}", which RingCentral cannot use`,
			{
				description:
					'Enter it with + and the country code, without a leading zero, e.g. +14155550100.',
			},
		);
	}
	return number;
}

/** The entries of a list, or of a text with commas, which is what an expression may give. */
function entriesOf(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : (textOf(value)?.split(',') ?? []);
	return list.flatMap((entry) => textOf(entry)?.trim() ?? []).filter((entry) => entry !== '');
}
