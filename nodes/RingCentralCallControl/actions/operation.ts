import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from './item';

export type OperationResult = IDataObject | IDataObject[] | ItemWithFile;

/** An item that carries a file beside its fields. */
export class ItemWithFile {
	readonly json: IDataObject;

	readonly binary: IBinaryKeyData;

	constructor(json: IDataObject, binary: IBinaryKeyData) {
		this.json = json;
		this.binary = binary;
	}
}

/** An end that an operation can come to, with an output of its own. */
export interface OperationOutcome<Outcome extends string = string> {
	/** Beside the output in the editor, e.g. "Time Limit". */
	name: string;
	/** In the field `outcome` of the item, e.g. "timeLimit". */
	value: Outcome;
}

/** The outputs of an operation that comes to one of several ends. */
export interface OperationOutputs<Outcome extends string = string> {
	/** In the order in which the editor shows them. */
	outcomes: readonly [OperationOutcome<Outcome>, ...Array<OperationOutcome<Outcome>>];
	/** The outcome whose output takes an item that has none: a refusal, a dry run. */
	otherwise: Outcome;
}

/** One thing that the node can do: its face in the editor, and its work. */
export interface Operation {
	/** In the dropdown, e.g. "Hold". */
	name: string;
	/** In saved workflows, e.g. "hold"; never changes. */
	value: string;
	/** In the list of actions, e.g. "Hold party". */
	action: string;
	description: string;
	/** The parameters of this operation alone, in the order in which they are shown. */
	properties: INodeProperties[];
	/** Without them, the operation has one output. With them, each item has a field `outcome`. */
	outputs?: OperationOutputs;
	/** Carries the operation out for one item; a list becomes several items. */
	execute(item: Item): Promise<OperationResult>;
}

/** What operations are about. */
export interface Resource {
	name: string;
	value: string;
	description: string;
	/** Alphabetical, as the editor shows them. */
	operations: readonly Operation[];
	/** The operation that a new node starts with. */
	defaultOperation: Operation;
}
