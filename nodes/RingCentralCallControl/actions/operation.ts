import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

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

/** One thing that the node can do: how the editor shows it, and what it does. */
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
	/** Carries the operation out for one item; a list becomes several items. */
	execute(context: IExecuteFunctions, itemIndex: number): Promise<OperationResult>;
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
