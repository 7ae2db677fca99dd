import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isFields, type Fields } from '../calls/events/unknown';
import type { Answer, RingCentralRequest } from '../transport/http/request';
import type { Item } from './item';
import type { Operation } from './operation';
import type { FieldsByApiName, NamingParameter } from './refusalWords';

/** A resource of RingCentral's with a parameter that names it, e.g. a recording. */
export interface NamedThing extends NamingParameter {
	field: INodeProperties;
	/** RingCentral's id. */
	id: (item: Item) => string | Promise<string>;
}

type Words = Pick<Operation, 'name' | 'value' | 'action' | 'description'>;

interface NamedOperation extends Words {
	thing: NamedThing;
	/** After the field that names the thing. */
	properties?: INodeProperties[];
	request: (id: string, item: Item) => RingCentralRequest;
	/** The other parameters that RingCentral may refuse. */
	fields?: FieldsByApiName;
	/** Makes the output item from RingCentral's answer, which is empty if RingCentral sent no object. */
	output: (item: Item, answer: Fields, id: string) => IDataObject | Promise<IDataObject>;
}

/** Builds an operation of one request about one thing. */
export function namedOperation({
	thing,
	properties = [],
	request,
	fields,
	output,
	...words
}: NamedOperation): Operation {
	return {
		...words,
		properties: [thing.field, ...properties],
		async execute(item) {
			const id = await thing.id(item);
			const answer = await item.request(request(id, item), { naming: thing, fields });
			return await output(item, isFields(answer) ? answer : {}, id);
		},
	};
}

interface DeletingOperation extends Words {
	thing: Pick<NamedThing, 'field' | 'id'>;
	path: (id: string) => string;
	/** @param wasGone whether the thing was gone before the request; null: not known. */
	output: (id: string, wasGone: boolean | null) => IDataObject;
}

/** Builds an operation that deletes a thing. It also succeeds if the thing is already gone. */
export function deletingOperation({ thing, path, output, ...words }: DeletingOperation): Operation {
	return {
		...words,
		properties: [thing.field],
		async execute(item) {
			const id = await thing.id(item);
			const answer = await item.send({ method: 'DELETE', path: path(id) });
			const wasGoneBefore = wasGone(answer);
			if (answer.isRefused && wasGoneBefore === false) throw item.refusalError(answer.refusal);
			return output(id, wasGoneBefore);
		},
	};
}

/**
 * Whether a thing was gone before RingCentral answered a request to delete it. Null: not known, since after an
 * attempt without an answer this very request may have deleted it.
 */
export function wasGone(answer: Answer): boolean | null {
	if (!answer.isRefused || answer.refusal.statusCode !== 404) return false;
	return answer.refusal.mayHaveArrived === true ? null : true;
}
