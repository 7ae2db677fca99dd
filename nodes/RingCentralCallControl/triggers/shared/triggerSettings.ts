import {
	NodeOperationError,
	type IHookFunctions,
	type INode,
	type ITriggerFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import type { Criteria } from '../../calls/choice/criteria';
import { isTriggerEvent } from '../../calls/choice/events';
import type { CallFilters, FilterValues } from '../../calls/choice/filters';
import type { TriggerEvent } from '../../calls/events/callEvent';
import { SIGNED_IN_USER } from '../../calls/events/eventFilters';
import { numberInCallOf } from '../../calls/events/phoneNumber';
import { isFields, textOf } from '../../calls/events/unknown';

/** The parameters common to both triggers, validated. */
export interface TriggerSettings extends Criteria {
	isSimplified: boolean;
}

/** @throws NodeOperationError that names the wrong parameter. */
export function triggerSettings(
	context: IHookFunctions | ITriggerFunctions | IWebhookFunctions,
): TriggerSettings {
	const node = context.getNode();
	const scope = context.getNodeParameter('scope') === 'account' ? 'account' : 'extension';
	const options = context.getNodeParameter('options', {});
	return {
		scope,
		extensionIds:
			scope === 'account' ? [] : extensionIds(node, context.getNodeParameter('extensions', [])),
		triggerOn: chosenEvents(node, context.getNodeParameter('triggerOn')),
		filters: callFilters(node, context.getNodeParameter('filters', {})),
		countsEachPhone: isFields(options) && options.eachRingingPhone === true,
		isSimplified: context.getNodeParameter('simplify', true) !== false,
		hasSipData: isFields(options) && options.includeSipData === true,
	};
}

function chosenEvents(node: INode, value: unknown): TriggerEvent[] {
	const events = entriesOf(value);
	const unknown = events.find((event) => !isTriggerEvent(event));
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
	return events.filter(isTriggerEvent);
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
	const fields = isFields(value) ? value : {};
	// A filter missing here does not compile.
	const filters: { [Name in keyof FilterValues]: FilterValues[Name] | undefined } = {
		direction:
			fields.direction === 'Inbound' || fields.direction === 'Outbound'
				? fields.direction
				: undefined,
		missedCallsOnly: fields.missedCallsOnly === true || undefined,
		phoneNumber: phoneNumber(node, textOf(fields.phoneNumber)?.trim()),
		queueCallsOnly: fields.queueCallsOnly === true || undefined,
		withRecordingsOnly: fields.withRecordingsOnly === true || undefined,
	};
	return filters;
}

function phoneNumber(node: INode, text: string | undefined): string | undefined {
	if (text === undefined || text === '') return undefined;
	const number = numberInCallOf(text);
	if (number === undefined) {
		throw new NodeOperationError(
			node,
			`'Phone Number' is "${text}", which RingCentral cannot use`,
			{
				description:
					'Enter it with + and the country code, without a leading zero, e.g. +14155550100, or the short number of an extension, e.g. 101.',
			},
		);
	}
	return number;
}

/** The entries of a list, or of a comma-separated text from an expression. */
function entriesOf(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : (textOf(value)?.split(',') ?? []);
	return list.flatMap((entry) => textOf(entry)?.trim() ?? []).filter((entry) => entry !== '');
}
