import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
	type NodeApiError,
} from 'n8n-workflow';

import { optionsField } from '../descriptions/options';
import { simplifyField } from '../descriptions/simplify';
import { isFields, switchStateOf, textOf, wordsOf, type Fields } from '../calls/events/unknown';
import type { Refusal } from '../transport/http/refusal';
import type { Explanation } from '../transport/http/refusalMessage';
import {
	refusalError,
	send,
	type Answer,
	type RingCentralRequest,
} from '../transport/http/request';
import { isJsonObject } from './jsonObject';
import { refusalWords, type Refusable } from './refusalWords';

/** A parameter: `name` reads its value, `displayName` is for messages. */
export type Field = Pick<INodeProperties, 'name' | 'displayName'>;

/**
 * Impossible in an address: "." and "..", and half of a surrogate pair. A comma is between several IDs, which
 * RingCentral answers with 207 and a list of answers:
 * https://developers.ringcentral.com/api-reference/Message-Store/readMessage
 */
const NO_ID = /^\.{1,2}$|\p{Surrogate}|,/u;

/**
 * An operation's view of one input item: its parameters, its requests, and errors that name it. The router
 * creates one for each item of the node's input.
 */
export class Item {
	readonly context: IExecuteFunctions;

	/** Index in the node's input, from 0. */
	readonly index: number;

	/**
	 * Parameter values by name. n8n takes some milliseconds to evaluate an expression, so each is evaluated once
	 * for an item.
	 */
	protected readonly evaluated: Map<string, unknown>;

	/** @param same shares its evaluated parameters with this item. */
	constructor(context: IExecuteFunctions, index: number, same?: Item) {
		this.context = context;
		this.index = index;
		this.evaluated = same?.evaluated ?? new Map<string, unknown>();
	}

	/** The item's fields, from the previous node. */
	get json(): Fields {
		return this.context.getInputData()[this.index]?.json ?? {};
	}

	/**
	 * The value of a parameter, unchecked.
	 *
	 * @param otherwise for a parameter that is missing in the saved workflow.
	 */
	value({ name }: Pick<Field, 'name'>, otherwise?: unknown): unknown {
		if (this.evaluated.has(name)) return this.evaluated.get(name);
		const value: unknown = this.context.getNodeParameter(name, this.index, otherwise);
		this.evaluated.set(name, value);
		return value;
	}

	/**
	 * The text in a text or locator parameter, trimmed; may be empty.
	 *
	 * @throws NodeOperationError naming the field, when an expression gives a list, an object or the like.
	 */
	text(field: Field): string {
		return this.textIn(field, valueIn(this.value(field, '')) ?? '');
	}

	/** Like `text`, for a value that is already read. */
	textIn(field: Field, value: unknown): string {
		const text = value === '' ? '' : textOf(value);
		if (text !== undefined) return text.trim();
		const problem = `is not a text: ${wordsOf(value)}`;
		throw this.parameterError(field, problem, 'Take a single value from it in the expression.');
	}

	/** The entries of a multiple choice. An expression may give a text with commas instead of a list. */
	entriesIn(field: Field, value: unknown): string[] {
		const entries: unknown[] = Array.isArray(value)
			? value
			: this.textIn(field, value ?? '').split(',');
		return entries.map((entry) => this.textIn(field, entry ?? '')).filter((entry) => entry !== '');
	}

	/**
	 * Whether a parameter is left empty, where that has a meaning of its own, e.g. "all". An expression that
	 * finds nothing must not have that meaning.
	 *
	 * @throws NodeOperationError naming the field, for such an expression.
	 */
	isLeftEmpty(field: Field): boolean {
		return this.isEmpty(field, valueIn(this.value(field, '')));
	}

	/** Like `isLeftEmpty`, for a value that is already read. */
	isEmpty(field: Field, value: unknown): boolean {
		if (value !== undefined && value !== null) return this.textIn(field, value) === '';
		throw this.parameterError(
			field,
			'has an expression that finds nothing',
			`Check the expression. If the value may be missing, put another one in its place, e.g. {{ $json.field ?? '101' }}, or '' to leave the field empty.`,
		);
	}

	/**
	 * Whether a switch is on, see `switchStateOf`.
	 *
	 * @throws NodeOperationError naming the field, for any other value.
	 */
	isOn(field: Field, value: unknown): boolean {
		const state = switchStateOf(value);
		if (state !== undefined) return state;
		throw this.parameterError(
			field,
			`is neither on nor off: ${wordsOf(value)}`,
			'Let its expression give true or false.',
		);
	}

	/** The state of a switch among the options; undefined if it was not added. */
	optionIsOn(field: Field): boolean | undefined {
		const { options } = this;
		return field.name in options ? this.isOn(field, options[field.name]) : undefined;
	}

	/**
	 * Like `text`, for a parameter that cannot be empty.
	 *
	 * @param advice for an empty parameter, as one or more sentences.
	 * @throws NodeOperationError naming the field, before the operation's own request.
	 */
	requiredText(field: Field, advice: string): string {
		const text = this.text(field);
		if (text === '') throw this.parameterError(field, 'is empty', advice);
		return text;
	}

	/** An id of RingCentral's. Its only known form: one segment of a path. */
	requiredId(field: Field, advice: string): string {
		const id = this.requiredText(field, advice);
		this.requireId(field, id, advice);
		return id;
	}

	/** @throws NodeOperationError naming the field, when the id cannot be a segment of a path. */
	requireId(field: Field, id: string, advice: string): void {
		if (NO_ID.test(id)) throw this.parameterError(field, `is not an ID: ${id}`, advice);
	}

	/**
	 * One of a dropdown's values. An expression may give another value.
	 *
	 * @throws NodeOperationError naming the field.
	 */
	requiredChoice<const Choice extends string>(
		field: Field,
		choices: readonly Choice[],
		value = this.value(field),
	): Choice {
		const choice = choices.find((candidate) => candidate === value);
		if (choice === undefined) throw this.choiceError(field, value);
		return choice;
	}

	/** The added options, by name. */
	get options(): Fields {
		const options = this.value(optionsField([]), {});
		return isFields(options) ? options : {};
	}

	get isSimplified(): boolean {
		return this.isOn(simplifyField, this.value(simplifyField, true));
	}

	/** RingCentral's answer, simplified if 'Simplify' is on. */
	simplifiedOrRaw(answer: unknown, simplified: (answer: Fields) => IDataObject): IDataObject {
		const json = isJsonObject(answer) ? answer : {};
		return this.isSimplified ? simplified(json) : json;
	}

	/** Sends a request, for callers that handle refusals themselves. */
	async send(request: RingCentralRequest): Promise<Answer> {
		return await send(this.context, { ...request, itemIndex: this.index });
	}

	/**
	 * Sends a request and returns RingCentral's answer.
	 *
	 * @param refusable possible causes of a refusal.
	 * @throws NodeApiError in the editor's words where possible, else in transport's.
	 */
	async accepted(
		request: RingCentralRequest,
		refusable: Refusable = {},
	): Promise<Extract<Answer, { isRefused: false }>> {
		const answer = await this.send(request);
		if (!answer.isRefused) return answer;
		const { refusal } = answer;
		throw this.refusalError(refusal, await refusalWords(this, refusal, refusable));
	}

	/** Like `accepted`, but returns only the body of the answer. */
	async request(request: RingCentralRequest, refusable?: Refusable): Promise<unknown> {
		return (await this.accepted(request, refusable)).body;
	}

	/** The error for a refusal; `explanation` replaces transport's words. */
	refusalError(refusal: Refusal, explanation?: Explanation): NodeApiError {
		return refusalError(this.context, refusal, this.index, explanation);
	}

	/** @param message contains the item's `label`. */
	error(message: string, description: string): NodeOperationError {
		return new NodeOperationError(this.context.getNode(), message, {
			itemIndex: this.index,
			description,
		});
	}

	/** The error for an unusable parameter: "'Phone Number' [item 2] is empty". */
	parameterError(field: Field, problem: string, advice: string): NodeOperationError {
		return this.error(`${this.nameOf(field)} ${problem}`, advice);
	}

	/** The error for a dropdown whose expression gives none of its options. */
	choiceError(field: Field, value: unknown): NodeOperationError {
		return this.parameterError(
			field,
			`is not one of its choices: ${wordsOf(value)}`,
			`Choose '${field.displayName}' from its list.`,
		);
	}

	/** A parameter in a message: "'Phone Number' [item 2]". */
	nameOf({ displayName }: Field): string {
		return `'${displayName}' ${this.label}`;
	}

	/** The item in a message; the router removes it if there is only one item. */
	get label(): string {
		return `[item ${this.index}]`;
	}
}

/** The value in a locator, or the value itself. */
function valueIn(value: unknown): unknown {
	return isFields(value) && 'mode' in value && 'value' in value ? value.value : value;
}
