import { createRequire } from 'node:module';
import path from 'node:path';

import { Workflow, type INode, type INodeType, type VersionedNodeType } from 'n8n-workflow';

import { folderOfN8n, mainVersion } from '../../lab/src/n8nVersions.mts';
import { RingCentralCallControl } from '../../nodes/RingCentralCallControl/RingCentralCallControl.node.ts';
import type { CredentialStore } from '../harness/credentialStore.mts';
import { ACTION_TYPE, execute, nodeTypesOf, START_TYPE, type Outcome } from '../harness/engine.mts';
import type { CallIds } from '../harness/ringingCall.mts';

/** A way to look up many parties: a node with a user's likely settings. */
export interface Contestant {
	name: string;
	/** Runs the node once over the calls, one item each, and goes on after a refused item. */
	run(credentials: CredentialStore, calls: CallIds[], credentialId: string): Promise<Outcome>;
}

/** A node of the lab's n8n. */
const HTTP_REQUEST_TYPE = 'n8n-nodes-base.httpRequest';
const HTTP_REQUEST_VERSION = 4.2;

/** Items per batch, and milliseconds between two batches. */
type Batching = Record<'batchSize' | 'batchInterval', number>;

export function thisPackage(requestsAtOnce: number): Contestant {
	return {
		name: `this package, ${requestsAtOnce} requests at once`,
		run: async (credentials, calls, credentialId) =>
			await runNode(credentials, calls, new RingCentralCallControl(), {
				type: ACTION_TYPE,
				typeVersion: 1,
				parameters: {
					authentication: 'jwt',
					resource: 'party',
					operation: 'get',
					telephonySessionId: { __rl: true, mode: 'id', value: '={{ $json.telephonySessionId }}' },
					partyId: { __rl: true, mode: 'id', value: '={{ $json.partyId }}' },
					options: { requestsAtOnce },
				},
				credentials: { ringCentralJwtApi: { id: credentialId, name: 'RingCentral' } },
			}),
	};
}

/** Signs in outside the measured time, by a request of another rate group than the lookups. */
export async function signIn(credentials: CredentialStore, credentialId: string): Promise<void> {
	const { items } = await runNode(credentials, [], new RingCentralCallControl(), {
		type: ACTION_TYPE,
		typeVersion: 1,
		parameters: { authentication: 'jwt', resource: 'callQueue', operation: 'getMany' },
		credentials: { ringCentralJwtApi: { id: credentialId, name: 'RingCentral' } },
	});
	if (items.length === 0 || items.some(({ json }) => 'error' in json)) {
		throw new Error(`The sign-in did not succeed: ${JSON.stringify(items)}`);
	}
}

/** The same lookups without this package: n8n's HTTP Request node with the same credential. */
export function httpRequest(name: string, server: string, batch: Batching): Contestant {
	const address = `${server}/restapi/v1.0/account/~/telephony/sessions/{{ $json.telephonySessionId }}/parties/{{ $json.partyId }}`;
	return {
		name: `HTTP Request, ${name}`,
		run: async (credentials, calls, credentialId) =>
			await runNode(credentials, calls, httpRequestNode(), {
				type: HTTP_REQUEST_TYPE,
				typeVersion: HTTP_REQUEST_VERSION,
				parameters: {
					method: 'GET',
					url: `=${address}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'ringCentralJwtApi',
					options: { batching: { batch } },
				},
				credentials: { ringCentralJwtApi: { id: credentialId, name: 'RingCentral' } },
			}),
	};
}

function httpRequestNode(): INodeType {
	const load = createRequire(import.meta.url);
	const loaded: unknown = load(
		path.join(
			folderOfN8n(mainVersion),
			'node_modules/n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js',
		),
	);
	const node = newNode(loaded);
	if (node === undefined) throw new Error('n8n has no HTTP Request node where it was expected');
	return node.getNodeType(HTTP_REQUEST_VERSION);
}

function newNode(loaded: unknown): VersionedNodeType | undefined {
	if (typeof loaded !== 'object' || loaded === null || !('HttpRequest' in loaded)) return undefined;
	const { HttpRequest } = loaded;
	if (typeof HttpRequest !== 'function') return undefined;
	const node: unknown = Reflect.construct(HttpRequest, []);
	return isVersioned(node) ? node : undefined;
}

/** `instanceof` would fail: the lab has its own n8n-workflow. */
function isVersioned(node: unknown): node is VersionedNodeType {
	return typeof node === 'object' && node !== null && 'getNodeType' in node;
}

/** @param calls one item each; an empty list gives one empty item. */
async function runNode(
	credentials: CredentialStore,
	calls: CallIds[],
	nodeType: INodeType,
	settings: Pick<INode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>,
): Promise<Outcome> {
	const node: INode = {
		...settings,
		id: 'measured',
		name: 'Measured',
		position: [200, 0],
		onError: 'continueRegularOutput',
	};
	const start: INode = {
		id: 'start',
		name: 'Start',
		type: START_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new Workflow({
		id: 'bench',
		name: 'Bench',
		nodes: [start, node],
		connections: { Start: { main: [[{ node: 'Measured', type: 'main', index: 0 }]] } },
		nodeTypes: nodeTypesOf({ [settings.type]: nodeType }),
		active: false,
	});
	return await execute(
		workflow,
		credentials,
		calls.length === 0 ? [{}] : calls.map((call) => ({ ...call })),
	);
}
