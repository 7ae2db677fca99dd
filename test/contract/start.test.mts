import { startSimulator } from '../harness/simulator.mts';
import { eventually } from './eventually.mts';

describe('starting the simulator', () => {
	it('prints where it listens and where its phones are, and stops when asked', async () => {
		const simulator = await startSimulator();

		expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		await eventually(
			async () => simulator.program.output(),
			(output) => output.includes(`Virtual phones:              ${simulator.url}/\n`),
		);
		await simulator.stop();
	});
});
