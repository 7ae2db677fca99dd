import type { IExecuteFunctions } from 'n8n-workflow';

import {
	refusalError,
	send,
	type Answer,
	type RingCentralRequest,
} from '../transport/http/request';
import type { Explanation } from '../transport/http/refusalMessage';
import { shownText, type Field } from './parameters';
import { refusedParameter, type FieldsByApiName } from './refusedParameter';
import { unusableValue } from './unusableValue';

export interface Named {
	/** The parameter that names the one thing that the request is about. */
	field: Field;
	/** What to do when RingCentral does not have it, as one or more sentences. */
	advice: string;
	/** The operation's other parameters that RingCentral may find fault with. */
	otherFields?: FieldsByApiName;
}

/**
 * Sends a request about one thing, e.g. a recording. That it is not there is then said of the
 * parameter that names it, not of a call.
 *
 * @throws NodeApiError naming the parameter, or in the words that transport has.
 */
export async function namedRequest(
	context: IExecuteFunctions,
	request: RingCentralRequest & { itemIndex: number },
	{ field, advice, otherFields = {} }: Named,
): Promise<Extract<Answer, { isRefused: false }>> {
	const answer = await send(context, request);
	if (!answer.isRefused) return answer;
	const { itemIndex } = request;
	const explanation =
		answer.refusal.statusCode === 404
			? await notThere(context, itemIndex, field, advice)
			: await refusedParameter(context, answer.refusal, otherFields, itemIndex);
	throw refusalError(context, answer.refusal, itemIndex, explanation);
}

async function notThere(
	context: IExecuteFunctions,
	itemIndex: number,
	field: Field,
	advice: string,
): Promise<Explanation> {
	const name = `'${field.displayName}' [item ${itemIndex}]`;
	const reason = await unusableValue(context, field, itemIndex);
	if (reason !== undefined) {
		return { message: `${name} ${reason.whatIsWrong}`, description: reason.advice };
	}
	const value = shownText(context, field, itemIndex);
	return {
		message: `RingCentral does not have what ${name} names${value === '' ? '' : `: ${value}`}`,
		description: advice,
	};
}
