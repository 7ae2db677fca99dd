import { telephonySessionField } from '../descriptions/telephonySession';
import { INCOMING, INCOMING_CALL_NAME } from '../calls/parties/incoming';
import { incomingIds } from './incomingIds';
import type { Field, Item } from './item';

/**
 * The call of this item, or another call that `field` names.
 *
 * @throws NodeOperationError naming the field, when it is empty or the item has no call.
 */
export function requiredTelephonySessionId(
	item: Item,
	field: Field = telephonySessionField,
): string {
	const isUsual = field.name === telephonySessionField.name;
	const advice = isUsual
		? `Put this node behind a RingCentral trigger, or choose a live call in '${field.displayName}'.`
		: 'Choose a live call from the list.';
	const choice = item.requiredId(field, advice);
	if (choice !== INCOMING) return choice;
	const { telephonySessionId } = incomingIds(item);
	if (telephonySessionId !== undefined) {
		item.requireId(field, telephonySessionId, advice);
		return telephonySessionId;
	}
	throw item.parameterError(
		field,
		`is '${INCOMING_CALL_NAME}', and this item comes from no call`,
		advice,
	);
}

/** The call that a field names; empty if the field is empty or the item has no call. */
export function namedCall(item: Item, field: Field): string {
	const choice = item.text(field);
	return choice === INCOMING ? (incomingIds(item).telephonySessionId ?? '') : choice;
}
