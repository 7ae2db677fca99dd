import {
	NodeOperationError,
	type IHookFunctions,
	type INode,
	type INodeProperties,
	type ITriggerFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import type { Criteria } from '../../calls/choice/criteria';
import { isTriggerEvent } from '../../calls/choice/events';
import { FILTERS, type CallFilters, type FilterValues } from '../../calls/choice/filters';
import type { TriggerEvent } from '../../calls/events/callEvent';
import type { Direction } from '../../calls/events/party';
import { SIGNED_IN_USER } from '../../calls/events/eventFilters';
import { numberInCallOf } from '../../calls/events/phoneNumber';
import { isFields, switchStateOf, textOf, wordsOf, type Fields } from '../../calls/events/unknown';
import { includeSipDataField } from '../../descriptions/includeSipData';
import { simplifyField } from '../../descriptions/simplify';
import { eachRingingPhoneField } from '../../descriptions/triggerOptions';

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
	const value = context.getNodeParameter('options', {});
	const options: Fields = isFields(value) ? value : {};
	return {
		scope,
		extensionIds:
			scope === 'account' ? [] : extensionIds(node, context.getNodeParameter('extensions', [])),
		triggerOn: chosenEvents(node, context.getNodeParameter('triggerOn')),
		filters: callFilters(node, context.getNodeParameter('filters', {})),
		countsEachPhone: isSwitchedOn(node, options, eachRingingPhoneField),
		isSimplified: isOn(node, simplifyField, context.getNodeParameter('simplify', true)),
		hasSipData: isSwitchedOn(node, options, includeSipDataField),
	};
}

type Field = Pick<INodeProperties, 'name' | 'displayName'>;

/** Whether an option or a filter was added and is on. */
export function isSwitchedOn(node: INode, added: Fields, field: Field): boolean {
	return field.name in added && isOn(node, field, added[field.name]);
}

/** An expression that gives no state must not pass for "off": a filter would be dropped unnoticed. */
function isOn(node: INode, { displayName }: Field, value: unknown): boolean {
	const state = switchStateOf(value);
	if (state !== undefined) return state;
	throw new NodeOperationError(node, `'${displayName}' is neither on nor off: ${wordsOf(value)}`, {
		description: 'Let its expression give true or false.',
	});
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
	if (value === undefined || value === null) {
		// It must not mean the signed-in user, as an empty list does.
		throw new NodeOperationError(
			node,
			"'Extension Names or IDs' has an expression that finds nothing",
			{ description: 'Check the expression, or choose extensions from the list.' },
		);
	}
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
	const isSet = (name: keyof FilterValues) =>
		isSwitchedOn(node, fields, { name, displayName: FILTERS[name].name }) || undefined;
	// A filter missing here does not compile.
	const filters: { [Name in keyof FilterValues]: FilterValues[Name] | undefined } = {
		direction: 'direction' in fields ? direction(node, fields.direction) : undefined,
		missedCallsOnly: isSet('missedCallsOnly'),
		phoneNumber: 'phoneNumber' in fields ? phoneNumber(node, fields.phoneNumber) : undefined,
		queueCallsOnly: isSet('queueCallsOnly'),
		withRecordingsOnly: isSet('withRecordingsOnly'),
	};
	return filters;
}

function direction(node: INode, value: unknown): Direction {
	if (value === 'Inbound' || value === 'Outbound') return value;
	throw new NodeOperationError(
		node,
		`'${FILTERS.direction.name}' is not one of its choices: ${wordsOf(value)}`,
		{ description: 'Choose it from its list. In an expression, write Inbound or Outbound.' },
	);
}

function phoneNumber(node: INode, value: unknown): string | undefined {
	if (value === '') return undefined;
	const text = textOf(value)?.trim();
	if (text === undefined) {
		throw new NodeOperationError(
			node,
			`'Phone Number' has an expression that gives no number: ${wordsOf(value)}`,
			{ description: 'Check the expression, or remove the filter.' },
		);
	}
	if (text === '') return undefined;
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
