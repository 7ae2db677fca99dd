import { NodeOperationError, type IHookFunctions, type ITriggerFunctions } from 'n8n-workflow';

import { isFields, listOf, textOf, textsOf } from '../../calls/events/unknown';

/** A subscription at RingCentral. */
export interface Subscription {
	id: string;
	address?: string;
	status?: string;
	eventFilters: string[];
	disabledFilters: DisabledFilter[];
}

interface DisabledFilter {
	filter: string;
	reason: string;
}

/** Parses RingCentral's subscription; undefined when the value is none. */
export function subscriptionOf(value: unknown): Subscription | undefined {
	if (!isFields(value)) return undefined;
	const id = textOf(value.id);
	if (id === undefined) return undefined;
	const deliveryMode = isFields(value.deliveryMode) ? value.deliveryMode : {};
	return {
		id,
		address: textOf(deliveryMode.address),
		status: textOf(value.status),
		eventFilters: textsOf(value.eventFilters),
		disabledFilters: listOf(value.disabledFilters).flatMap((entry) => disabledFilterOf(entry)),
	};
}

/** The error for an answer without a subscription. */
export function unconfirmed(context: IHookFunctions | ITriggerFunctions): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'RingCentral confirmed no subscription', {
		description: "Check that 'Server' of the credential is RingCentral's platform.",
	});
}

/** The error for a partial subscription: a trigger that misses some events would be worse than none. */
export function incomplete(
	context: IHookFunctions | ITriggerFunctions,
	disabled: DisabledFilter[],
): NodeOperationError {
	const list = disabled.map(({ filter, reason }) => `${filter} (${reason})`).join(', ');
	return new NodeOperationError(
		context.getNode(),
		'RingCentral would not deliver all the events that this trigger asks for',
		{
			description: `RingCentral switched off: ${list}. Check the permissions of the app and of the user, or choose other events or extensions, then publish again.`,
		},
	);
}

function disabledFilterOf(value: unknown): DisabledFilter[] {
	const { filter, message, reason } = isFields(value) ? value : {};
	return [
		{
			filter: textOf(filter) ?? 'an event filter',
			reason: textOf(message) ?? textOf(reason) ?? 'no reason given',
		},
	];
}

/** Whether two lists hold the same entries, in any order. */
export function isSameSet(one: string[], other: string[]): boolean {
	return one.length === other.length && new Set([...one, ...other]).size === new Set(one).size;
}
