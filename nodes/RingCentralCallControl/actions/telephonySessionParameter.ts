import type { IExecuteFunctions } from 'n8n-workflow';

import { telephonySessionField } from '../descriptions/telephonySession';
import { INCOMING, INCOMING_CALL_NAME } from '../calls/parties/incoming';
import { incomingIds } from './incomingIds';
import { optionalText, parameterFault, requiredId, requireId, type Field } from './parameters';

/**
 * The call that this item is about, or another one that a field names.
 *
 * @throws NodeOperationError naming the field, when it is empty, or when no call came in.
 */
export function requiredTelephonySessionId(
	context: IExecuteFunctions,
	itemIndex: number,
	field: Field = telephonySessionField,
): string {
	const isUsual = field.name === telephonySessionField.name;
	const advice = isUsual
		? `Put this node behind a RingCentral trigger, or choose a live call in '${field.displayName}'.`
		: 'Choose a live call from the list.';
	const choice = requiredId(context, field, itemIndex, advice);
	if (choice !== INCOMING) return choice;
	const { telephonySessionId } = incomingIds(context, itemIndex);
	if (telephonySessionId !== undefined) {
		requireId(context, field, itemIndex, { id: telephonySessionId, advice });
		return telephonySessionId;
	}
	throw parameterFault(
		context,
		field,
		itemIndex,
		`is '${INCOMING_CALL_NAME}', and this item comes from no call`,
		advice,
	);
}

/** The call that a field names; empty when it names none. */
export function namedCall(context: IExecuteFunctions, field: Field, itemIndex: number): string {
	const choice = optionalText(context, field, itemIndex);
	return choice === INCOMING ? (incomingIds(context, itemIndex).telephonySessionId ?? '') : choice;
}
