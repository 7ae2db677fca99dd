import type { Refusal } from '../transport/http/refusal';
import type { Explanation } from '../transport/http/refusalMessage';
import type { Field } from './parameters';

/** Parameters of an operation, by the names that RingCentral has for what they hold. */
export type FieldsByApiName = Readonly<Record<string, Field>>;

/** A refusal that points at one of the operation's parameters, in the words of the editor. */
export function refusedParameter(
	refusal: Refusal,
	fields: FieldsByApiName,
	itemIndex: number,
): Explanation | undefined {
	// Members of a body come as a path, e.g. "to.phoneNumber".
	const { parameterName = '' } = refusal;
	const field = fields[parameterName] ?? fields[parameterName.split('.').at(-1) ?? ''];
	if (field === undefined || (refusal.statusCode !== 400 && refusal.statusCode !== 404)) {
		return undefined;
	}
	return {
		message: `RingCentral cannot use what is in '${field.displayName}' [item ${itemIndex}]`,
		description: `Check that it exists and can be used for this. Nothing was carried out. RingCentral says: ${refusal.message ?? 'no reason'}`,
	};
}
