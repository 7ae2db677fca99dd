import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { textOf } from '../telephony/unknown';
import { ItemWithFile, type Operation, type OperationResult } from './operation';
import { resources } from './resources';

type NodeFault = NodeApiError | NodeOperationError;

type Result = Pick<INodeExecutionData, 'json' | 'binary'>;

type Outcome = { results: Result[] } | { fault: NodeFault };

/**
 * Runs the chosen operation for each item. Every result is paired with the item it came from, and
 * with "On Error: Continue" a refusal becomes an item that says why.
 */
export async function routeItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		const outcome = await carryOut(context, itemIndex);
		if ('fault' in outcome && !context.continueOnFail()) throw outcome.fault;
		const results = 'fault' in outcome ? [{ json: faultItem(outcome.fault) }] : outcome.results;
		for (const result of results) output.push({ ...result, pairedItem: { item: itemIndex } });
	}
	return [output];
}

async function carryOut(context: IExecuteFunctions, itemIndex: number): Promise<Outcome> {
	try {
		const operation = chosenOperation(context, itemIndex);
		return { results: resultsOf(await operation.execute(context, itemIndex)) };
	} catch (error) {
		return { fault: nodeFault(context, error, itemIndex) };
	}
}

function resultsOf(result: OperationResult): Result[] {
	if (result instanceof ItemWithFile) return [result];
	return (Array.isArray(result) ? result : [result]).map((json) => ({ json }));
}

function chosenOperation(context: IExecuteFunctions, itemIndex: number): Operation {
	const resourceValue = context.getNodeParameter('resource', itemIndex);
	const operationValue = context.getNodeParameter('operation', itemIndex);
	const operation = resources
		.find(({ value }) => value === resourceValue)
		?.operations.find(({ value }) => value === operationValue);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`'Operation' [item ${itemIndex}] is not one of this node: ${textOf(operationValue) ?? 'nothing'} of ${textOf(resourceValue) ?? 'nothing'}`,
		{ itemIndex, description: "Choose 'Resource' and 'Operation' from their lists." },
	);
}

function nodeFault(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeFault {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	const cause = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(context.getNode(), cause, { itemIndex });
}

/**
 * Only `error`, `message` and `details`: n8n sends an item to the output for errors when it has
 * none but these keys, and replaces the item by its message alone when it carries the fault itself
 * (`handleNodeErrorOutput` and `normalizeNodeErrors` in n8n-core's workflow-execute).
 */
function faultItem(fault: NodeFault): IDataObject {
	const details: IDataObject = {};
	const code = textOf(fault.context.errorCode);
	if (code !== undefined) details.code = code;
	if (fault instanceof NodeApiError && fault.httpCode) details.httpCode = fault.httpCode;
	if (fault.description) details.description = fault.description;
	return { error: fault.message, details };
}
