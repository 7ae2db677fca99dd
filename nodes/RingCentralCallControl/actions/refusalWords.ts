import { isWrongState, type Refusal } from '../transport/http/refusal';
import type { Explanation } from '../transport/http/refusalMessage';
import type { Field, Item } from './item';
import { unusableValue } from './unusableValue';

/** Parameters of an operation, by RingCentral's names for their values. */
export type FieldsByApiName = Readonly<Record<string, Field>>;

/** The parameter that names the subject of a request, e.g. a recording. */
export interface NamingParameter {
	field: Field;
	/** For a subject that RingCentral does not have, as one or more sentences. */
	advice: string;
}

/** Possible causes of a refusal. */
export interface Refusable {
	fields?: FieldsByApiName;
	/** A 404 is about this parameter, not about the call. */
	naming?: NamingParameter;
	/** For a refusal due to the state of the call; the item's label is added to the message. */
	wrongState?: { message: string; description: string };
}

/**
 * Explains a refusal in the words of the editor: the refused parameter, its value and, as far as possible,
 * the reason.
 *
 * @returns undefined where transport has the better words.
 */
export async function refusalWords(
	item: Item,
	refusal: Refusal,
	{ fields = {}, naming, wrongState }: Refusable,
): Promise<Explanation | undefined> {
	if (wrongState !== undefined && isWrongState(refusal)) {
		return { ...wrongState, message: `${wrongState.message} ${item.label}` };
	}
	if (naming !== undefined && refusal.statusCode === 404) return await notFound(item, naming);
	// Members of a body come as a path, e.g. "to.phoneNumber".
	const { parameterName = '' } = refusal;
	const field = fields[parameterName] ?? fields[parameterName.split('.').at(-1) ?? ''];
	if (field === undefined || (refusal.statusCode !== 400 && refusal.statusCode !== 404)) {
		return undefined;
	}
	const value = shownText(item, field);
	const reason = await unusableValue(item, field, value);
	if (reason !== undefined) {
		return {
			message: `${item.nameOf(field)} ${reason.problem}`,
			description: `${reason.advice} Nothing was carried out.`,
		};
	}
	return {
		message: `RingCentral cannot use what is in ${item.nameOf(field)}${value === '' ? '' : `: ${value}`}`,
		description: `Check that it exists and can be used for this. Nothing was carried out. RingCentral says: ${refusal.message ?? 'no reason'}`,
	};
}

async function notFound(item: Item, { field, advice }: NamingParameter): Promise<Explanation> {
	const value = shownText(item, field);
	const reason = await unusableValue(item, field, value);
	if (reason !== undefined) {
		return {
			message: `${item.nameOf(field)} ${reason.problem}`,
			description: reason.advice,
		};
	}
	return {
		message: `RingCentral does not have what ${item.nameOf(field)} names${value === '' ? '' : `: ${value}`}`,
		description: advice,
	};
}

/** Empty if the parameter cannot be read, so that the refusal stays the error. */
function shownText(item: Item, field: Field): string {
	try {
		return item.text(field);
	} catch {
		return '';
	}
}
