import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { FEWEST_AT_ONCE, MOST_AT_ONCE, requestsAtOnceField } from '../descriptions/requestsAtOnce';
import { textOf } from '../calls/events/unknown';
import { runItems } from './itemRun';
import { intoOutputs } from './nodeOutputs';
import {
	ItemWithFile,
	type Operation,
	type OperationOutputs,
	type OperationResult,
} from './operation';
import { optionsOf } from './options';
import { forgetParameters } from './parameters';
import { resources } from './resources';
import { namedCall } from './telephonySessionParameter';

type NodeFault = NodeApiError | NodeOperationError;

type Result = Pick<INodeExecutionData, 'json' | 'binary'>;

type Outcome = { results: Result[] } | { fault: NodeFault };

/**
 * Runs the chosen operation for each item, several at once. Results come in the order of the items
 * and are paired with them, at the output of their outcome where the operation has several. With
 * "On Error: Continue" a refusal becomes an item that says why.
 *
 * @throws the first refusal; no further item is begun then, nor after the execution is cancelled.
 * Cancelled, it returns what there is: n8n takes an execution whose node throws for a failed one
 * (`processSuccessExecution` in n8n-core's workflow-execute).
 */
export async function routeItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const itemCount = context.getInputData().length;
	const resultsOfItems = new Array<INodeExecutionData[]>(itemCount);
	const running = runItems({
		itemCount,
		atOnce: requestsAtOnce(context),
		callsOf: (itemIndex) => callsOfItem(context, itemIndex),
		work: async (itemIndex) => {
			const outcome = await carryOut(context, itemIndex);
			forgetParameters(context, itemIndex);
			if ('fault' in outcome && !context.continueOnFail()) throw outcome.fault;
			const results = 'fault' in outcome ? [{ json: faultItem(outcome.fault) }] : outcome.results;
			resultsOfItems[itemIndex] = results.map((result) => ({
				...result,
				pairedItem: { item: itemIndex },
			}));
		},
	});
	await running.catch((fault: unknown) => {
		if (context.getExecutionCancelSignal()?.aborted !== true) throw fault;
	});
	return intoOutputs(context, resultsOfItems.flat(), outputsOf(context, itemCount));
}

/** Of the first item's operation: n8n knows one number of outputs for all items. */
function outputsOf(context: IExecuteFunctions, itemCount: number): OperationOutputs | undefined {
	return itemCount === 0 ? undefined : foundOperation(context, 0)?.outputs;
}

async function carryOut(context: IExecuteFunctions, itemIndex: number): Promise<Outcome> {
	try {
		const operation = chosenOperation(context, itemIndex);
		return { results: resultsOf(await operation.execute(context, itemIndex)) };
	} catch (error) {
		// The other items are not waited for either.
		context.getExecutionCancelSignal()?.throwIfAborted();
		return { fault: nodeFault(context, error, itemIndex) };
	}
}

function resultsOf(result: OperationResult): Result[] {
	if (result instanceof ItemWithFile) return [result];
	return (Array.isArray(result) ? result : [result]).map((json) => ({ json }));
}

function requestsAtOnce(context: IExecuteFunctions): number {
	const { name, default: usual } = requestsAtOnceField;
	const chosen = Number(optionsOf(context, 0)[name] ?? usual);
	if (Number.isInteger(chosen) && chosen >= FEWEST_AT_ONCE && chosen <= MOST_AT_ONCE) return chosen;
	throw new NodeOperationError(
		context.getNode(),
		`'${requestsAtOnceField.displayName}' is not a whole number from ${FEWEST_AT_ONCE} to ${MOST_AT_ONCE}`,
		{ itemIndex: 0, description: "Correct it, or remove it from 'Options'." },
	);
}

/** The parameters that name a call are those of the locators for it, e.g. "telephonySessionId". */
function callsOfItem(context: IExecuteFunctions, itemIndex: number): string[] {
	try {
		return chosenOperation(context, itemIndex)
			.properties.filter(({ name }) => /telephonySessionId$/i.test(name))
			.map((field) => namedCall(context, field, itemIndex))
			.filter((call) => call !== '');
	} catch {
		// Its turn will tell what cannot be used about the item.
		return [];
	}
}

function foundOperation(context: IExecuteFunctions, itemIndex: number): Operation | undefined {
	const resourceValue = context.getNodeParameter('resource', itemIndex);
	const operationValue = context.getNodeParameter('operation', itemIndex);
	return resources
		.find(({ value }) => value === resourceValue)
		?.operations.find(({ value }) => value === operationValue);
}

function chosenOperation(context: IExecuteFunctions, itemIndex: number): Operation {
	const operation = foundOperation(context, itemIndex);
	if (operation) return operation;
	const resourceValue = context.getNodeParameter('resource', itemIndex);
	const operationValue = context.getNodeParameter('operation', itemIndex);
	throw new NodeOperationError(
		context.getNode(),
		`'Operation' [item ${itemIndex}] is not one of this node: ${textOf(operationValue) ?? 'nothing'} of ${textOf(resourceValue) ?? 'nothing'}`,
		{ itemIndex, description: "Choose 'Resource' and 'Operation' from their lists." },
	);
}

function nodeFault(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeFault {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		if (context.getInputData().length === 1) {
			// Messages name their item, which says nothing where there is no other.
			error.message = error.message.replace(` [item ${itemIndex}]`, '');
		}
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
