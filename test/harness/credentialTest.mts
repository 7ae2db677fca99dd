import './n8nSettings.mts';
import 'reflect-metadata';

import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeType,
} from 'n8n-workflow';

import { RingCentralJwtApi } from '../../credentials/RingCentralJwtApi.credentials.ts';
import { additionalData } from './additionalData.mts';
import type { CredentialStore } from './credentialStore.mts';
import { onlyNodeType } from './onlyNodeType.mts';

const name = 'ringCentralJwtApi';

/**
 * Tests the JWT credential as n8n's editor does (`CredentialsTester` in n8n): runs a node that sends the
 * credential's test request, with the fields as typed.
 *
 * @returns the message to the user; undefined when the test has passed.
 */
export async function testMessage(
	store: CredentialStore,
	typed: ICredentialDataDecryptedObject,
): Promise<string | undefined> {
	const { request, rules = [] } = new RingCentralJwtApi().test;
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [name]: { id: 'credential', name: 'RingCentral' } },
	};
	const nodeType: INodeType = {
		description: {
			displayName: 'No Operation',
			name: node.type,
			group: ['transform'],
			version: 1,
			description: 'Does nothing',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: onlyNodeType(nodeType),
	});
	const context = new ExecuteContext(
		workflow,
		node,
		{ ...additionalData(store), currentNodeParameters: node.parameters },
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const details = { id: 'credential', name: 'RingCentral', type: name, data: { ...typed } };
	try {
		await new RoutingNode(context, nodeType, details).runNode();
		return undefined;
	} catch (error) {
		const { message, cause } = Object(error);
		const status: unknown = Object(Object(cause).response).status;
		const rule = rules.find(({ properties }) => properties.value === status);
		return rule?.properties.message ?? String(message);
	}
}
