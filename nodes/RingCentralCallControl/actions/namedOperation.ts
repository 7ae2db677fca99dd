import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isFields, type Fields } from '../calls/events/unknown';
import type { RingCentralRequest } from '../transport/http/request';
import type { Item } from './item';
import type { Operation } from './operation';
import type { FieldsByApiName, NamingParameter } from './refusalWords';

/** One thing of RingCentral's that a parameter names, e.g. a recording. */
export interface NamedThing extends NamingParameter {
	field: INodeProperties;
	/** RingCentral's id of the thing. */
	id: (item: Item) => string | Promise<string>;
}

type Words = Pick<Operation, 'name' | 'value' | 'action' | 'description'>;

interface NamedOperation extends Words {
	thing: NamedThing;
	/** Behind the field that names the thing. */
	properties?: INodeProperties[];
	request: (id: string, item: Item) => RingCentralRequest;
	/** Its other parameters that RingCentral may find fault with. */
	fields?: FieldsByApiName;
	/** The item for RingCentral's answer, which is empty where RingCentral sent no object. */
	output: (item: Item, answer: Fields, id: string) => IDataObject | Promise<IDataObject>;
}

/** An operation that is one request about one thing, from its particulars. */
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
	/** @param wasGone whether there was nothing to delete; null: not known. */
	output: (id: string, wasGone: boolean | null) => IDataObject;
}

/** An operation that deletes a thing which may be gone already: it has done its work then. */
export function deletingOperation({ thing, path, output, ...words }: DeletingOperation): Operation {
	return {
		...words,
		properties: [thing.field],
		async execute(item) {
			const id = await thing.id(item);
			const answer = await item.send({ method: 'DELETE', path: path(id) });
			if (!answer.isRefused) return output(id, false);
			if (answer.refusal.statusCode !== 404) throw item.refusalError(answer.refusal);
			// After an attempt without an answer it may have been this very request that has deleted it.
			return output(id, answer.refusal.mayHaveArrived === true ? null : true);
		},
	};
}
