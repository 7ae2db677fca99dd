import { createEngine, type Engine } from './engine.mts';
import { jwtCredentialFor } from './jwtCredential.mts';
import { answeredCall, type CallIds } from './ringingCall.mts';
import { startSimulator, type RunningSimulator } from './simulator.mts';

export interface EngineOnSimulator {
	/** One for all tests of the file, fresh before each. */
	readonly simulator: RunningSimulator;
	/** A new one before each test, signed in with the JWT credential. */
	readonly engine: Engine;
}

/** For a test file whose tests run workflows against the simulator; call it at the top. */
export function engineOnSimulator(): EngineOnSimulator {
	let simulator: RunningSimulator | undefined;
	let engine: Engine | undefined;

	beforeAll(async () => {
		simulator = await startSimulator();
	});
	beforeEach(async () => {
		await simulator?.control.post('/reset');
		engine = createEngine();
		engine.credentials.keep('ringCentralJwtApi', jwtCredentialFor(simulator?.url ?? ''));
	});
	afterAll(async () => await simulator?.stop());

	return {
		get simulator() {
			return started(simulator);
		},
		get engine() {
			return started(engine);
		},
	};
}

function started<T>(part: T | undefined): T {
	if (part === undefined) throw new Error('Simulator and engine are there in tests only');
	return part;
}

/** An answered call for a test of single requests: the sign-in is done and the log is empty. */
export async function callAfterSignIn({ engine, simulator }: EngineOnSimulator): Promise<CallIds> {
	const call = await answeredCall(simulator);
	// The token that an earlier test has left is refused once.
	await engine.run('party/get', [{ ...call }]);
	await simulator.control.delete('/requests');
	return call;
}
