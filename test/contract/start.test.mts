import { startSimulator } from '../harness/simulator.mts';

describe('starting the simulator', () => {
	it('prints where it listens and stops when asked', async () => {
		const simulator = await startSimulator();

		expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		await simulator.stop();
	});
});
