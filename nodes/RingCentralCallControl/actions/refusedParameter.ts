import type { IExecuteFunctions } from 'n8n-workflow';

import type { Refusal } from '../transport/http/refusal';
import type { Explanation } from '../transport/http/refusalMessage';
import { shownText, type Field } from './parameters';
import { unusableValue } from './unusableValue';

/** Parameters of an operation, by RingCentral's names for their values. */
export type FieldsByApiName = Readonly<Record<string, Field>>;

/**
 * A refusal that points at one of the operation's parameters, in the words of the editor: which value
 * RingCentral refuses, and why, as far as that can be found out.
 */
export async function refusedParameter(
	context: IExecuteFunctions,
	refusal: Refusal,
	fields: FieldsByApiName,
	itemIndex: number,
): Promise<Explanation | undefined> {
	// Members of a body come as a path, e.g. "to.phoneNumber".
	const { parameterName = '' } = refusal;
	const field = fields[parameterName] ?? fields[parameterName.split('.').at(-1) ?? ''];
	if (field === undefined || (refusal.statusCode !== 400 && refusal.statusCode !== 404)) {
		return undefined;
	}
	const name = `'${field.displayName}' [item ${itemIndex}]`;
	const reason = await unusableValue(context, field, itemIndex);
	if (reason !== undefined) {
		return {
			message: `${name} ${reason.whatIsWrong}`,
			description: `${reason.advice} Nothing was carried out.`,
		};
	}
	const value = shownText(context, field, itemIndex);
	return {
		message: `RingCentral cannot use what is in ${name}${value === '' ? '' : `: ${value}`}`,
		description: `Check that it exists and can be used for this. Nothing was carried out. RingCentral says: ${refusal.message ?? 'no reason'}`,
	};
}
