import {
	NodeConnectionTypes,
	type ExpressionString,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeOutputConfiguration,
} from 'n8n-workflow';

import type { OperationOutputs, Resource } from './operation';

/** The outputs of the node, by 'Resource' and 'Operation'. */
export function nodeOutputs(resources: readonly Resource[]): ExpressionString {
	const outputs: Record<string, INodeOutputConfiguration[]> = {};
	for (const resource of resources) {
		for (const operation of resource.operations) {
			if (operation.outputs === undefined) continue;
			outputs[`${resource.value}/${operation.value}`] = operation.outputs.outcomes.map(
				({ name }) => ({ type: NodeConnectionTypes.Main, displayName: name }),
			);
		}
	}
	const usual = [NodeConnectionTypes.Main];
	// The space separates the JSON's last brace from the end of the expression.
	return `={{ (${JSON.stringify(outputs)} )[$parameter["resource"] + "/" + $parameter["operation"]] ?? ${JSON.stringify(usual)} }}`;
}

/**
 * Sorts items into outputs by their field `outcome`. A tool has none of these outputs: n8n gives a model
 * only the first output, so that output gets all items.
 */
export function intoOutputs(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	outputs: OperationOutputs | undefined,
): INodeExecutionData[][] {
	if (outputs === undefined || !hasOutputs(context, outputs)) return [items];
	const { outcomes, otherwise } = outputs;
	const outcomeOf = ({ json }: INodeExecutionData) =>
		outcomes.some(({ value }) => value === json.outcome) ? json.outcome : otherwise;
	return outcomes.map(({ value }) => items.filter((item) => outcomeOf(item) === value));
}

function hasOutputs(context: IExecuteFunctions, { outcomes }: OperationOutputs): boolean {
	const names = context.getNodeOutputs().map(({ displayName }) => displayName);
	return outcomes.every(({ name }) => names.includes(name));
}
