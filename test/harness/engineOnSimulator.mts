import { createEngine, type Engine } from './engine.mts';
import { jwtCredentialFor } from './jwtCredential.mts';
import { answeredCall, type CallIds } from './ringingCall.mts';
import type { RunningSimulator } from './simulator.mts';
import { simulatorOfFile } from './simulatorOfFile.mts';

export interface EngineOnSimulator {
	/** Shared by the tests of the file, reset before each. */
	readonly simulator: RunningSimulator;
	/** A new one before each test, signed in with the JWT credential. */
	readonly engine: Engine;
}

/** For a test file whose tests run workflows against the simulator; call it at the top. */
export function engineOnSimulator(): EngineOnSimulator {
	const simulator = simulatorOfFile();
	let engine: Engine | undefined;

	beforeEach(() => {
		engine = createEngine();
		engine.credentials.keep('ringCentralJwtApi', jwtCredentialFor(simulator.current.url));
	});

	return {
		get simulator() {
			return simulator.current;
		},
		get engine() {
			if (engine === undefined) throw new Error('The engine is there in tests only');
			return engine;
		},
	};
}

/** An answered call for a test of single requests: the sign-in is done and the log is empty. */
export async function callAfterSignIn({ engine, simulator }: EngineOnSimulator): Promise<CallIds> {
	const call = await answeredCall(simulator);
	// The token of an earlier test is refused once.
	await engine.run('party/get', [{ ...call }]);
	await simulator.control.delete('/requests');
	return call;
}
