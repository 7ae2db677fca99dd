import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
	type NodeApiError,
} from 'n8n-workflow';

import { optionsField } from '../descriptions/options';
import { simplifyField } from '../descriptions/simplify';
import { isFields, textOf, type Fields } from '../calls/events/unknown';
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

/** A parameter, by the property that describes it: its name reads it, its display name is in messages. */
export type Field = Pick<INodeProperties, 'name' | 'displayName'>;

/** No address can hold these: the names of folders, and half a character. */
const NO_ID = /^\.{1,2}$|\p{Surrogate}/u;

/**
 * The item that an operation works on: its parameters, its requests, and the errors that name it. The router
 * makes one for each item of the node's input.
 */
export class Item {
	readonly context: IExecuteFunctions;

	/** Its place in the node's input, from 0 on. */
	readonly index: number;

	/**
	 * The parameters that were read, by their names. n8n takes some milliseconds to evaluate an expression, so each is
	 * evaluated once for an item.
	 */
	protected readonly evaluated: Map<string, unknown>;

	/** @param same an item whose evaluated parameters are those of this one too. */
	constructor(context: IExecuteFunctions, index: number, same?: Item) {
		this.context = context;
		this.index = index;
		this.evaluated = same?.evaluated ?? new Map<string, unknown>();
	}

	/** The fields that the node before has put on it. */
	get json(): Fields {
		return this.context.getInputData()[this.index]?.json ?? {};
	}

	/**
	 * What a parameter holds, unchecked.
	 *
	 * @param otherwise for a parameter that the saved workflow does not have.
	 */
	value({ name }: Pick<Field, 'name'>, otherwise?: unknown): unknown {
		if (this.evaluated.has(name)) return this.evaluated.get(name);
		const value: unknown = this.context.getNodeParameter(name, this.index, otherwise);
		this.evaluated.set(name, value);
		return value;
	}

	/** What a text or locator parameter holds, without blanks around it; may be empty. */
	text(field: Pick<Field, 'name'>): string {
		const value = this.value(field, '');
		const isLocator = isFields(value) && 'mode' in value && 'value' in value;
		return textOf(isLocator ? value.value : value)?.trim() ?? '';
	}

	/**
	 * Like `text`, for a parameter that cannot be empty.
	 *
	 * @param advice what to do when it is empty, as one or more sentences.
	 * @throws NodeOperationError naming the field, before anything is sent.
	 */
	requiredText(field: Field, advice: string): string {
		const text = this.text(field);
		if (text === '') throw this.parameterError(field, 'is empty', advice);
		return text;
	}

	/** An id of RingCentral's. Its form is unknown, except that it is one piece of an address. */
	requiredId(field: Field, advice: string): string {
		const id = this.requiredText(field, advice);
		this.requireId(field, id, advice);
		return id;
	}

	/** @throws NodeOperationError naming the field, when an id leads to another address than its own. */
	requireId(field: Field, id: string, advice: string): void {
		if (NO_ID.test(id)) throw this.parameterError(field, `is not an ID: ${id}`, advice);
	}

	/**
	 * One of a dropdown's values. What an expression sets is not always one of them.
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

	/** The options that were added, by their names; others are missing. */
	get options(): Fields {
		const options = this.value(optionsField([]), {});
		return isFields(options) ? options : {};
	}

	/** Whether 'Simplify' is on. */
	get isSimplified(): boolean {
		return this.value(simplifyField, true) === true;
	}

	/** RingCentral's answer, in the form that 'Simplify' asks for. */
	asWished(answer: unknown, simplified: (answer: Fields) => IDataObject): IDataObject {
		const json = isJsonObject(answer) ? answer : {};
		return this.isSimplified ? simplified(json) : json;
	}

	/** Sends a request, for callers that have an answer of their own to a refusal. */
	async send(request: RingCentralRequest): Promise<Answer> {
		return await send(this.context, { ...request, itemIndex: this.index });
	}

	/**
	 * Sends a request and returns RingCentral's answer to it.
	 *
	 * @param refusable for what RingCentral may refuse it.
	 * @throws NodeApiError in the words of the editor, or in those that transport has.
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

	/** Like `accepted`, for the content of the answer alone. */
	async request(request: RingCentralRequest, refusable?: Refusable): Promise<unknown> {
		return (await this.accepted(request, refusable)).body;
	}

	/** The error for a refusal, with words of one's own where one knows more than transport. */
	refusalError(refusal: Refusal, explanation?: Explanation): NodeApiError {
		return refusalError(this.context, refusal, this.index, explanation);
	}

	/** @param message names the item by its `label`. */
	error(message: string, description: string): NodeOperationError {
		return new NodeOperationError(this.context.getNode(), message, {
			itemIndex: this.index,
			description,
		});
	}

	/** For a parameter that cannot be used: "'Phone Number' [item 2] is empty". */
	parameterError(field: Field, whatIsWrong: string, advice: string): NodeOperationError {
		return this.error(`${this.nameOf(field)} ${whatIsWrong}`, advice);
	}

	/** For a dropdown whose value, set by an expression, is none of its options. */
	choiceError(field: Field, value: unknown): NodeOperationError {
		return this.parameterError(
			field,
			`is not one of its choices: ${textOf(value) ?? 'nothing'}`,
			`Choose '${field.displayName}' from its list.`,
		);
	}

	/** A parameter in a message: "'Phone Number' [item 2]". */
	nameOf({ displayName }: Field): string {
		return `'${displayName}' ${this.label}`;
	}

	/** This item in a message; the router takes it away where there is no other item. */
	get label(): string {
		return `[item ${this.index}]`;
	}
}
