import type { INodePropertyOptions } from 'n8n-workflow';

import { RingCentralCallControlTrigger } from '../../../../nodes/RingCentralCallControl/RingCentralCallControlTrigger.node.ts';
import { extensions } from '../../../../simulator/account.mts';
import { CredentialStore } from '../../../harness/credentialStore.mts';
import { jwtCredentialFor } from '../../../harness/jwtCredential.mts';
import { loadOptionsContext } from '../../../harness/loadOptionsContext.mts';
import { startSimulator, type RunningSimulator } from '../../../harness/simulator.mts';

// Loading n8n-core and starting a simulator take their time on a busy machine.
let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator();
});

afterAll(async () => {
	await simulator.stop();
});

describe('the list of extensions', () => {
	it('begins with the signed-in user and has all users by name and short number', async () => {
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

/** Sets RingCentral's answer to the next request for extensions. */
async function answerNext(body: object): Promise<void> {
	await simulator.control.post('/faults', { path: '/extension$', status: 200, body });
}

async function listed(): Promise<INodePropertyOptions[]> {
	const trigger = new RingCentralCallControlTrigger();
	const credentialStore = new CredentialStore();
	credentialStore.keep('ringCentralJwtApi', jwtCredentialFor(simulator.url));
	const context = loadOptionsContext(trigger, credentialStore, {
		parameters: { authentication: 'jwt' },
		credentials: { ringCentralJwtApi: { id: '1', name: 'RingCentral' } },
	});
	return await trigger.methods.loadOptions.getExtensions.call(context);
}
