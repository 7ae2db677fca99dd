import '../../harness/userFolder.mts';

import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INode, type INodePropertyOptions } from 'n8n-workflow';

import { RingCentralCallControlTrigger } from '../../../nodes/RingCentralCallControl/RingCentralCallControlTrigger.node.ts';
import { extensions } from '../../../simulator/account.mts';
import { additionalData } from '../../harness/additionalData.mts';
import { CredentialStore } from '../../harness/credentialStore.mts';
import { jwtCredentialFor } from '../../harness/jwtCredential.mts';
import { startSimulator, type RunningSimulator } from '../../harness/simulator.mts';

// Loading n8n-core and starting a simulator take their time on a busy machine.
jest.setTimeout(30_000);

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator();
});

afterAll(async () => {
	await simulator.stop();
});

describe('the list of extensions', () => {
	it('begins with the signed-in user and holds everybody by name and short number', async () => {
		const labels = extensions.map(({ id, name, number }) => ({
			name: `${name} (${number})`,
			value: id,
		}));

		expect(await listed()).toEqual([
			{ name: 'Signed-In User', value: '~' },
			...labels.sort((one, other) => one.name.localeCompare(other.name)),
		]);
	});

	it('holds all pages of a large company', async () => {
		for (const id of [3, 1])
			await answerNext({ records: [{ id, name: `Page ${id}` }], paging: { totalPages: 2 } });

		expect((await listed()).map(({ name }) => name)).toEqual([
			'Signed-In User',
			'Page 1',
			'Page 3',
		]);
	});
});

/** What RingCentral answers to the next request for extensions that it gets. */
async function answerNext(body: object): Promise<void> {
	await simulator.control.post('/faults', { path: '/extension$', status: 200, body });
}

async function listed(): Promise<INodePropertyOptions[]> {
	const trigger = new RingCentralCallControlTrigger();
	const credentials = new CredentialStore();
	credentials.keep('ringCentralJwtApi', jwtCredentialFor(simulator.url));
	const node: INode = {
		id: '1',
		name: 'Trigger',
		type: 'ringCentralCallControlTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { authentication: 'jwt' },
		credentials: { ringCentralJwtApi: { id: '1', name: 'RingCentral' } },
	};
	const nodeTypes = {
		getByName: () => trigger,
		getByNameAndVersion: () => trigger,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, nodeTypes, active: false });
	const context = new LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData(credentials), currentNodeParameters: node.parameters },
		'',
	);
	return await trigger.methods.loadOptions.getExtensions.call(context);
}
