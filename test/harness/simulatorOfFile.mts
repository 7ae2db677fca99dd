import { startSimulator, type RunningSimulator } from './simulator.mts';

/** A simulator for all tests of a file, reset before each; call it at the top. */
export function simulatorOfFile(): { readonly current: RunningSimulator } {
	let running: RunningSimulator | undefined;

	beforeAll(async () => {
		running = await startSimulator();
	});
	beforeEach(async () => {
		await running?.control.post('/reset');
	});
	afterAll(async () => await running?.stop());

	return {
		get current() {
			if (running === undefined) throw new Error('The simulator is there in tests only');
			return running;
		},
	};
}
