import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Engine } from '../../harness/engine.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { jwtCredentialFor } from '../../harness/jwtCredential.mts';
import { loggedRequests } from '../../harness/requestLog.mts';

const stage = engineOnSimulator();

/** The credential in n8n's database, shared by all processes. */
let database: ICredentialDataDecryptedObject;

/** A separate n8n: it shares none of the package's memory in a process. */
async function newProcess(): Promise<Engine> {
	let engine: Engine | undefined;
	await jest.isolateModulesAsync(async () => {
		const harness = await import('../../harness/engine.mts');
		engine = harness.createEngine();
	});
	if (engine === undefined) throw new Error('No engine was made');
	const { credentials } = engine;
	credentials.read = () => database;
	credentials.keep = (_name, data) => {
		database = data;
	};
	return engine;
}

async function faultOf(engine: Engine): Promise<string | undefined> {
	const { fault } = await engine.run('session/getMany', [{}]);
	return fault?.message;
}

beforeEach(() => {
	database = jwtCredentialFor(stage.simulator.url);
});

it('keeps one session in several processes over several expiries, and no request fails', async () => {
	await stage.simulator.control.patch('/options', { enforceRateLimits: false });
	const one = await newProcess();
	const other = await newProcess();
	const faults: unknown[] = [await faultOf(one), await faultOf(other)];

	for (let expiry = 0; expiry < 6; expiry++) {
		await stage.simulator.control.post('/tokens/expire');
		const both = expiry % 3 === 0;
		faults.push(await faultOf(expiry % 2 === 0 ? one : other));
		if (both) {
			await stage.simulator.control.post('/tokens/expire');
			faults.push(...(await Promise.all([faultOf(one), faultOf(other), faultOf(one)])));
		}
		// RingCentral forgets a replaced refresh token ten seconds after the new tokens are used.
		await stage.simulator.control.post('/clock', { advanceSeconds: 60 });
		faults.push(await faultOf(other), await faultOf(one));
	}

	expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
	const grants = (await loggedRequests(stage.simulator))
		.filter(({ path }) => path === '/restapi/oauth/token')
		.map(({ body, status }) => `${String(Object(body).grant_type).split(':').at(-1)} ${status}`);
	expect(grants.filter((grant) => grant.startsWith('jwt'))).toEqual(['jwt-bearer 200']);
	expect(grants.filter((grant) => !grant.endsWith('200'))).toEqual([]);
});
