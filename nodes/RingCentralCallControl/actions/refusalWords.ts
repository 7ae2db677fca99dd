import { isWrongState, type Refusal } from '../transport/http/refusal';
import type { Explanation } from '../transport/http/refusalMessage';
import type { Field, Item } from './item';
import { unusableValue } from './unusableValue';

/** Parameters of an operation, by RingCentral's names for their values. */
export type FieldsByApiName = Readonly<Record<string, Field>>;

/** The parameter that names the one thing that a request is about, e.g. a recording. */
export interface NamingParameter {
	field: Field;
	/** What to do when RingCentral does not have it, as one or more sentences. */
	advice: string;
}

/** For what RingCentral may refuse a request. */
export interface Refusable {
	/** The operation's parameters. */
	fields?: FieldsByApiName;
	/** That the thing is not there is said of this parameter, not of a call. */
	naming?: NamingParameter;
	/** The state of the call; the item is named behind the message. */
	wrongState?: { message: string; description: string };
}

/**
 * A refusal in the words of the editor: which value of which parameter RingCentral refuses, and why, as far
 * as that can be found out.
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
	if (naming !== undefined && refusal.statusCode === 404) return await notThere(item, naming);
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
			message: `${item.nameOf(field)} ${reason.whatIsWrong}`,
			description: `${reason.advice} Nothing was carried out.`,
		};
	}
	return {
		message: `RingCentral cannot use what is in ${item.nameOf(field)}${value === '' ? '' : `: ${value}`}`,
		description: `Check that it exists and can be used for this. Nothing was carried out. RingCentral says: ${refusal.message ?? 'no reason'}`,
	};
}

async function notThere(item: Item, { field, advice }: NamingParameter): Promise<Explanation> {
	const value = shownText(item, field);
	const reason = await unusableValue(item, field, value);
	if (reason !== undefined) {
		return {
			message: `${item.nameOf(field)} ${reason.whatIsWrong}`,
			description: reason.advice,
		};
	}
	return {
		message: `RingCentral does not have what ${item.nameOf(field)} names${value === '' ? '' : `: ${value}`}`,
		description: advice,
	};
}

/** Empty also for a parameter that cannot be read: the refusal is what counts. */
function shownText(item: Item, field: Field): string {
	try {
		return item.text(field);
	} catch {
		return '';
	}
}
