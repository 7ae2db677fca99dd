import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { FEWEST_AT_ONCE, MOST_AT_ONCE, requestsAtOnceField } from '../descriptions/requestsAtOnce';
import { simplifyField } from '../descriptions/simplify';
import { textOf } from '../calls/events/unknown';
import { Item, type Field } from './item';
import { runItems } from './itemRun';
import { intoOutputs } from './nodeOutputs';
import {
	ItemWithFile,
	type Operation,
	type OperationOutputs,
	type OperationResult,
} from './operation';
import { resources } from './resources';
import { namedCall } from './telephonySessionParameter';

const RESOURCE: Field = { displayName: 'Resource', name: 'resource' };
const OPERATION: Field = { displayName: 'Operation', name: 'operation' };

type ItemError = NodeApiError | NodeOperationError;

type Result = Pick<INodeExecutionData, 'json' | 'binary'>;

type Outcome = { results: Result[] } | { error: ItemError };

/**
 * Runs the chosen operation for each item, several at once. Results come in the order of the items
 * and are paired with them, at the output of their outcome where the operation has several. With
 * "On Error: Continue" an error becomes an item with the reason.
 *
 * @throws the first error; no further item starts then, nor after the execution is cancelled.
 * A cancelled run returns its finished results: n8n treats an execution as failed if a node throws
 * (`processSuccessExecution` in n8n-core's workflow-execute).
 */
export async function routeItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const itemCount = context.getInputData().length;
	const first = new Item(context, 0);
	const resultsOfItems = new Array<INodeExecutionData[]>(itemCount);
	const running = runItems({
		itemCount,
		atOnce: requestsAtOnce(first),
		itemAt: (index) => (index === 0 ? first : new Item(context, index)),
		subjectsOf,
		work: async (item) => {
			const outcome = await carryOut(item);
			if ('error' in outcome && !context.continueOnFail()) throw outcome.error;
			const results = 'error' in outcome ? [{ json: errorItem(outcome.error) }] : outcome.results;
			resultsOfItems[item.index] = results.map((result) => ({
				...result,
				pairedItem: { item: item.index },
			}));
		},
	});
	await running.catch((error: unknown) => {
		if (context.getExecutionCancelSignal()?.aborted !== true) throw error;
	});
	return intoOutputs(
		context,
		resultsOfItems.flat(),
		itemCount === 0 ? undefined : outputsOf(first),
	);
}

/** The outputs of the first item's operation: n8n has one number of outputs for all items. */
function outputsOf(first: Item): OperationOutputs | undefined {
	return foundOperation(first)?.outputs;
}

async function carryOut(item: Item): Promise<Outcome> {
	try {
		const operation = chosenOperation(item);
		// Before the command: the item must not fail for its output after the call has changed.
		if (operation.properties.includes(simplifyField)) void item.isSimplified;
		return { results: resultsOf(await operation.execute(item)) };
	} catch (error) {
		// A cancellation ends the run, with "On Error: Continue" too.
		item.context.getExecutionCancelSignal()?.throwIfAborted();
		return { error: itemError(item, error) };
	}
}

function resultsOf(result: OperationResult): Result[] {
	if (result instanceof ItemWithFile) return [result];
	return (Array.isArray(result) ? result : [result]).map((json) => ({ json }));
}

function requestsAtOnce({ context, options }: Item): number {
	const { name, default: usual } = requestsAtOnceField;
	const chosen = Number(options[name] ?? usual);
	if (Number.isInteger(chosen) && chosen >= FEWEST_AT_ONCE && chosen <= MOST_AT_ONCE) return chosen;
	throw new NodeOperationError(
		context.getNode(),
		`'${requestsAtOnceField.displayName}' is not a whole number from ${FEWEST_AT_ONCE} to ${MOST_AT_ONCE}`,
		{ itemIndex: 0, description: "Correct it, or remove it from 'Options'." },
	);
}

/** The subjects of the item's change, usually calls from its locators, e.g. "telephonySessionId". */
function subjectsOf(item: Item): string[] {
	try {
		const { properties, subjectOf } = chosenOperation(item);
		if (subjectOf !== undefined) return [subjectOf(item)];
		return properties
			.filter(({ name }) => /telephonySessionId$/i.test(name))
			.map((field) => namedCall(item, field))
			.filter((call) => call !== '');
	} catch {
		// The error is reported when the item runs.
		return [];
	}
}

function foundOperation(item: Item): Operation | undefined {
	const resourceValue = item.value(RESOURCE);
	const operationValue = item.value(OPERATION);
	return resources
		.find(({ value }) => value === resourceValue)
		?.operations.find(({ value }) => value === operationValue);
}

function chosenOperation(item: Item): Operation {
	const operation = foundOperation(item);
	if (operation) return operation;
	throw item.parameterError(
		OPERATION,
		`is not one of this node: ${textOf(item.value(OPERATION)) ?? 'nothing'} of ${textOf(item.value(RESOURCE)) ?? 'nothing'}`,
		"Choose 'Resource' and 'Operation' from their lists.",
	);
}

function itemError({ context, index, label }: Item, error: unknown): ItemError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= index;
		if (context.getInputData().length === 1) {
			// The label is useless if there is only one item.
			error.message = error.message.replace(` ${label}`, '');
		}
		return error;
	}
	const cause = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(context.getNode(), cause, { itemIndex: index });
}

/**
 * Only `error`, `message` and `details`: n8n sends an item to the error output if it has no other
 * keys, and replaces an item that carries the error object by its message alone
 * (`handleNodeErrorOutput` and `normalizeNodeErrors` in n8n-core's workflow-execute).
 */
function errorItem(error: ItemError): IDataObject {
	const details: IDataObject = {};
	const code = textOf(error.context.errorCode);
	if (code !== undefined) details.code = code;
	if (error instanceof NodeApiError && error.httpCode) details.httpCode = error.httpCode;
	if (error.description) details.description = error.description;
	return { error: error.message, details };
}
