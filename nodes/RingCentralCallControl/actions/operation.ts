import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from './item';

export type OperationResult = IDataObject | IDataObject[] | ItemWithFile;

/** An output item with a file in addition to its fields. */
export class ItemWithFile {
	readonly json: IDataObject;

	readonly binary: IBinaryKeyData;

	constructor(json: IDataObject, binary: IBinaryKeyData) {
		this.json = json;
		this.binary = binary;
	}
}

/** A possible end of an operation, with its own output. */
export interface OperationOutcome<Outcome extends string = string> {
	/** Beside the output in the editor, e.g. "Time Limit". */
	name: string;
	/** In the field `outcome` of the item, e.g. "timeLimit". */
	value: Outcome;
}

/** The outputs of an operation with several outcomes. */
export interface OperationOutputs<Outcome extends string = string> {
	/** In the editor's order. */
	outcomes: readonly [OperationOutcome<Outcome>, ...Array<OperationOutcome<Outcome>>];
	/** The outcome for items without one: a refusal, a dry run. */
	otherwise: Outcome;
}

/** An operation of the node: its description for the editor and its implementation. */
export interface Operation {
	/** In the dropdown, e.g. "Hold". */
	name: string;
	/** In saved workflows, e.g. "hold"; never changes. */
	value: string;
	/** In the list of actions, e.g. "Hold party". */
	action: string;
	description: string;
	/** The parameters of this operation only, in the editor's order. */
	properties: INodeProperties[];
	/**
	 * Names the subject of an item's change, in one spelling: items with the same subject are processed in
	 * their order. By default, those with the same call are.
	 */
	subjectOf?: (item: Item) => string;
	/** If missing, the operation has one output. Otherwise each item has a field `outcome`. */
	outputs?: OperationOutputs;
	/** Runs the operation for one item; a list becomes several items. */
	execute(item: Item): Promise<OperationResult>;
}

/** A group of operations about one kind of thing. */
export interface Resource {
	name: string;
	value: string;
	description: string;
	/** Alphabetical, as the editor shows them. */
	operations: readonly Operation[];
	/** The operation of a new node. */
	defaultOperation: Operation;
}
