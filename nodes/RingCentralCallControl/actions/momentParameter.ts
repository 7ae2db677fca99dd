import { isFields, textOf } from '../calls/events/unknown';
import type { Field, Item } from './item';
import { dateTimeOf } from './timeZone';

/**
 * The moment in a parameter, in milliseconds since the epoch; undefined when it is empty.
 *
 * @param timeZone for a time without an offset.
 * @param advice for an unreadable date and time, as one or more sentences.
 * @throws NodeOperationError when the value is not a date and time.
 */
export function momentParameter(
	item: Item,
	field: Field,
	timeZone: string,
	advice: string,
): number | undefined {
	const value = item.value(field, '');
	const text = isStamp(value) ? textOf(value.toJSON()) : value;
	if (!isStamp(value) && item.isEmpty(field, value)) return undefined;
	const moment = dateTimeOf(textOf(text) ?? '', timeZone);
	if (moment !== undefined) return moment;
	const shown = textOf(text) ?? 'nothing';
	throw item.parameterError(field, `is not a date and time: ${shown}`, advice);
}

/** Whether an expression gave a date object, e.g. `{{ $now }}`. */
function isStamp(value: unknown): value is { toJSON(): unknown } {
	return isFields(value) && typeof value.toJSON === 'function';
}
