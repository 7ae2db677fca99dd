import './n8nSettings.mts';
import 'reflect-metadata';

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	jsonParse,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowBase,
} from 'n8n-workflow';

import { RingCentralCallControl } from '../../nodes/RingCentralCallControl/RingCentralCallControl.node.ts';
import { additionalData } from './additionalData.mts';
import { CredentialStore } from './credentialStore.mts';
import { loadOptionsContext } from './loadOptionsContext.mts';

export const START_TYPE = 'n8n-nodes-base.manualTrigger';
export const ACTION_TYPE = 'n8n-nodes-ringcentral-call-control.ringCentralCallControl';

/** Stands in for n8n's own Manual Trigger; its output is always pinned. */
const start: INodeType = {
	description: {
		displayName: 'Manual Trigger',
		name: 'manualTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts the workflow',
		defaults: { name: 'Manual Trigger' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
};

/** These node types, and the start of every workflow here. */
export function nodeTypesOf(actions: Record<string, INodeType>): INodeTypes {
	const nodeType = (name: string) => {
		const type = name === START_TYPE ? start : actions[name];
		if (type === undefined) throw new Error(`This engine knows no node ${name}`);
		return type;
	};
	return { getByName: nodeType, getByNameAndVersion: nodeType, getKnownTypes: () => ({}) };
}

type ListSearch = RingCentralCallControl['methods']['listSearch'];

/** n8n's own engine in this process, with the package's node and credentials. */
export interface Engine {
	credentials: CredentialStore;
	/** Runs a workflow of test/engine/workflows, e.g. "party/hold", with these items at its start. */
	run(workflowName: string, items: IDataObject[], change?: WorkflowChange): Promise<Outcome>;
	/** Runs a search behind one of the editor's lists, with these parameters of the node. */
	search(
		name: keyof ListSearch,
		parameters?: INodeParameters,
		filter?: string,
	): Promise<INodeListSearchResult>;
}

export type Authentication = 'jwt' | 'oAuth2';

/** Changes to a workflow file. */
export interface WorkflowChange {
	parameters?: INodeParameters;
	onError?: INode['onError'];
	/** The execution is cancelled as soon as this resolves. */
	cancelled?: Promise<unknown>;
}

export interface Outcome {
	status: IRun['status'];
	/** All outputs of the action node, with pairing. */
	outputs: INodeExecutionData[][];
	/** Items of its first output. */
	items: INodeExecutionData[];
	/** Items of its second output, which exists with "Continue (using error output)". */
	refusedItems: INodeExecutionData[];
	/** The outputs of every node that ran, by node name. */
	nodes: Record<string, INodeExecutionData[][]>;
	/** The error by which the node stopped the workflow. */
	fault?: IRun['data']['resultData']['error'];
}

/**
 * An engine with an action node that signs in with this authentication; the credential is in `credentials`.
 *
 * @param node the action node, e.g. as in an older n8n.
 */
export function createEngine(
	authentication: Authentication = 'jwt',
	node: INodeType = new RingCentralCallControl(),
): Engine {
	const nodeTypes = nodeTypesOf({ [ACTION_TYPE]: node });
	const credentials = new CredentialStore();
	const signIn = ownSignIn(authentication);
	return {
		credentials,
		async run(workflowName, items, change = {}) {
			const base = await readWorkflow(workflowName);
			const nodes = base.nodes.map((one) =>
				one.type === ACTION_TYPE ? changed(one, signIn, change) : one,
			);
			const workflow = new Workflow({ ...base, nodes, nodeTypes, active: false });
			return await execute(workflow, credentials, items, change.cancelled);
		},
		async search(name, parameters = {}, filter) {
			const { methods } = new RingCentralCallControl();
			const context = loadOptionsContext(node, credentials, {
				...signIn,
				parameters: { ...parameters, ...signIn.parameters },
			});
			return await methods.listSearch[name].call(context, filter);
		},
	};
}

async function readWorkflow(
	name: string,
): Promise<Pick<IWorkflowBase, 'id' | 'name' | 'nodes' | 'connections'>> {
	const file = path.resolve(import.meta.dirname, '../engine/workflows', `${name}.workflow.json`);
	return { ...jsonParse<IWorkflowBase>(await readFile(file, 'utf8')), id: name };
}

type SignIn = Pick<INode, 'credentials' | 'parameters'>;

function changed(node: INode, signIn: SignIn, change: WorkflowChange): INode {
	return {
		...node,
		...signIn,
		onError: change.onError,
		parameters: { ...node.parameters, ...change.parameters, ...signIn.parameters },
	};
}

/**
 * A credential ID for this engine only: the node counts the requests of each credential in the last minute, but a
 * reset of the simulator between tests does not reach that count.
 */
function ownSignIn(authentication: Authentication): SignIn {
	const type = authentication === 'jwt' ? 'ringCentralJwtApi' : 'ringCentralOAuth2Api';
	return {
		credentials: { [type]: { id: randomUUID(), name: 'RingCentral' } },
		parameters: { authentication },
	};
}

/**
 * Runs a workflow with these items as the output of its start.
 *
 * @param startType the type of the start; a Manual Trigger if left out.
 * @returns the outcome of the node of the action type.
 */
export async function execute(
	workflow: Workflow,
	credentials: CredentialStore,
	items: IDataObject[],
	cancelled?: Promise<unknown>,
	startType = START_TYPE,
): Promise<Outcome> {
	const startNode = nodeOfType(workflow, startType);
	const [next = ''] = workflow.getChildNodes(startNode.name);
	const actionName =
		Object.values(workflow.nodes).find(({ type }) => type === ACTION_TYPE)?.name ?? next;
	const runExecutionData = createRunExecutionData({
		resultData: { pinData: { [startNode.name]: items.map((json) => ({ json })) } },
		executionData: {
			nodeExecutionStack: [{ node: startNode, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	const engine = new WorkflowExecute(additionalData(credentials), 'manual', runExecutionData);
	const execution = engine.processRunExecutionData(workflow);
	void cancelled?.then(() => execution.cancel());
	const { status, data } = await execution;
	const nodes = Object.fromEntries(
		Object.entries(data.resultData.runData).map(([name, runs]) => [name, outputsIn(runs)]),
	);
	const outputs = nodes[actionName] ?? [];
	return {
		status,
		outputs,
		items: outputs[0] ?? [],
		refusedItems: outputs[1] ?? [],
		nodes,
		fault: data.resultData.error,
	};
}

/** The outputs of a node's last run. */
function outputsIn(runs: readonly ITaskData[]): INodeExecutionData[][] {
	const { main = [] } = runs.at(-1)?.data ?? {};
	return main.map((items) => items ?? []);
}

function nodeOfType(workflow: Workflow, type: string): INode {
	const node = Object.values(workflow.nodes).find((candidate) => candidate.type === type);
	if (node === undefined) throw new Error(`The workflow has no node ${type}`);
	return node;
}
