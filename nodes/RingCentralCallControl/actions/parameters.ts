import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { textOf } from '../calls/events/unknown';

/** A parameter, by the property that describes it: its name reads it, its display name is in messages. */
export type Field = Pick<INodeProperties, 'name' | 'displayName'>;

/**
 * Shared by the items of an execution: the texts of their parameters, by item and name. n8n takes some
 * milliseconds to evaluate an expression, and the one that names the call is read before an item's turn, too.
 */
const evaluated = new WeakMap<IExecuteFunctions, Map<number, Map<string, string>>>();

/** What a text or locator parameter holds for this item, without blanks around it; may be empty. */
export function optionalText(context: IExecuteFunctions, field: Field, itemIndex: number): string {
	const texts = evaluatedTexts(context, itemIndex);
	const known = texts.get(field.name);
	if (known !== undefined) return known;
	const value: unknown = context.getNodeParameter(field.name, itemIndex, '', {
		extractValue: true,
	});
	const text = textOf(value)?.trim() ?? '';
	texts.set(field.name, text);
	return text;
}

/** Like `optionalText`, for a message: empty also when the parameter is not shown, and so has no value. */
export function shownText(context: IExecuteFunctions, field: Field, itemIndex: number): string {
	try {
		return optionalText(context, field, itemIndex);
	} catch {
		return '';
	}
}

/** The parameters of this item are not read any more. */
export function forgetParameters(context: IExecuteFunctions, itemIndex: number): void {
	evaluated.get(context)?.delete(itemIndex);
}

function evaluatedTexts(context: IExecuteFunctions, itemIndex: number): Map<string, string> {
	const items = evaluated.get(context) ?? new Map<number, Map<string, string>>();
	evaluated.set(context, items);
	const texts = items.get(itemIndex) ?? new Map<string, string>();
	items.set(itemIndex, texts);
	return texts;
}

/**
 * Like `optionalText`, for a parameter that cannot be empty.
 *
 * @param advice what to do when it is empty, as one or more sentences.
 * @throws NodeOperationError naming the field, before anything is sent.
 */
export function requiredText(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
	advice: string,
): string {
	const text = optionalText(context, field, itemIndex);
	if (text === '') throw parameterFault(context, field, itemIndex, 'is empty', advice);
	return text;
}

/** No address can hold these: the names of folders, and half a character. */
const NO_ID = /^\.{1,2}$|\p{Surrogate}/u;

/**
 * An id of RingCentral's. Its form is unknown, except that it is one piece of an address.
 */
export function requiredId(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
	advice: string,
): string {
	const id = requiredText(context, field, itemIndex, advice);
	requireId(context, field, itemIndex, { id, advice });
	return id;
}

/** Like `requiredId`, for a parameter that may be empty. */
export function optionalId(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
	advice: string,
): string {
	const id = optionalText(context, field, itemIndex);
	requireId(context, field, itemIndex, { id, advice });
	return id;
}

/** @throws NodeOperationError naming the field, when an id leads to another address than its own. */
export function requireId(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
	{ id, advice }: { id: string; advice: string },
): void {
	if (!NO_ID.test(id)) return;
	throw parameterFault(context, field, itemIndex, `is not an ID: ${id}`, advice);
}

/**
 * One of a dropdown's values. What an expression sets is not always one of them.
 *
 * @throws NodeOperationError naming the field.
 */
export function requiredChoice<const Choice extends string>(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
	choices: readonly Choice[],
	value: unknown = context.getNodeParameter(field.name, itemIndex),
): Choice {
	const choice = choices.find((candidate) => candidate === value);
	if (choice === undefined) throw unknownChoice(context, field, itemIndex, value);
	return choice;
}

/** For a dropdown whose value, set by an expression, is none of its options. */
export function unknownChoice(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
	value: unknown,
): NodeOperationError {
	return parameterFault(
		context,
		field,
		itemIndex,
		`is not one of its choices: ${textOf(value) ?? 'nothing'}`,
		`Choose '${field.displayName}' from its list.`,
	);
}

/** The message for a parameter that cannot be used: "'Phone Number' [item 2] is empty". */
export function parameterFault(
	context: IExecuteFunctions,
	{ displayName }: Field,
	itemIndex: number,
	whatIsWrong: string,
	advice: string,
): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		`'${displayName}' [item ${itemIndex}] ${whatIsWrong}`,
		{ itemIndex, description: advice },
	);
}
