import { NodeOperationError, type INode, type ITriggerFunctions } from 'n8n-workflow';

import {
	callsAtOnceField,
	longestWaitField,
	minutesField,
	mostCallsField,
	mostEventsField,
	OPTION_GROUP,
	startWithoutWaitingField,
	type NumberField,
} from '../../descriptions/streamOptions';
import { isSwitchedOn, triggerSettings, type TriggerSettings } from '../shared/triggerSettings';
import { isFields, type Fields } from '../../calls/events/unknown';

/** The node's parameters, validated. */
export interface StreamSettings extends TriggerSettings {
	/** Maximum number of calls with a running execution. */
	callsAtOnce: number;
	/** Whether an event starts although an execution of its call still runs. */
	startsWithoutWaiting: boolean;
	limitPerCaller?: { calls: number; milliseconds: number };
	/** `longestWait` is in milliseconds. */
	batch?: { mostEvents: number; longestWait: number };
}

/** @throws NodeOperationError that names the wrong parameter. */
export function streamSettings(context: ITriggerFunctions): StreamSettings {
	const node = context.getNode();
	const value: unknown = context.getNodeParameter('options', {});
	const options: Fields = isFields(value) ? value : {};
	const caller = groupIn(options.limitPerCaller);
	const batch = groupIn(options.batch);
	return {
		...triggerSettings(context),
		callsAtOnce: numberIn(node, options, callsAtOnceField),
		startsWithoutWaiting: isSwitchedOn(node, options, startWithoutWaitingField),
		limitPerCaller: caller && {
			calls: numberIn(node, caller, mostCallsField),
			milliseconds: numberIn(node, caller, minutesField) * 60_000,
		},
		batch: batch && {
			mostEvents: numberIn(node, batch, mostEventsField),
			longestWait: numberIn(node, batch, longestWaitField),
		},
	};
}

/** The fields of an added option that is a group of fields. */
function groupIn(option: unknown): Fields | undefined {
	const group = isFields(option) ? option[OPTION_GROUP] : undefined;
	return isFields(group) ? group : undefined;
}

function numberIn(node: INode, fields: Fields, field: NumberField): number {
	const value = fields[field.name] ?? field.default;
	const { minValue: least, maxValue: most } = field.typeOptions;
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) {
		return number;
	}
	const entered = typeof value === 'string' ? value : JSON.stringify(value);
	throw new NodeOperationError(node, `'${field.displayName}' is "${entered}"`, {
		description: `Enter a whole number from ${least} to ${most}.`,
	});
}
