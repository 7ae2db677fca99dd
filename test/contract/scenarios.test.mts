import { scenarios } from '../../simulator/scenarios/scenarios.mts';
import { createClient } from './apiClient.mts';
import { eventually } from './eventually.mts';
import { type SimulatedCall, stateOf, statuses } from './phones.mts';
import { useSimulator } from './useSimulator.mts';

/** The last statuses of the parties in each scenario's calls. */
const ends: Record<string, string[][]> = {
	menu: [['Disconnected', 'Disconnected', 'Disconnected']],
	queue: [
		['Disconnected', 'Disconnected/AgentAnswered', 'Disconnected/AgentAnswered', 'Disconnected'],
	],
	'blind-transfer': [['Disconnected', 'Disconnected/BlindTransfer', 'Disconnected']],
	'warm-transfer': [
		['Disconnected', 'Gone/AttendedTransfer'],
		['Gone/AttendedTransfer', 'Disconnected'],
	],
	park: [
		['Gone/Pickup', 'Disconnected/CallPark'],
		['Disconnected', 'Disconnected'],
	],
	'park-location': [
		['Gone/Pickup', 'Disconnected/ParkLocation'],
		['Disconnected', 'Disconnected'],
	],
	missed: [['Disconnected', 'Disconnected']],
	voicemail: [['Disconnected', 'Disconnected']],
	conference: [
		['Disconnected', 'Gone/Conference'],
		['Disconnected', 'Disconnected'],
	],
	'ring-out': [['Disconnected', 'Disconnected']],
	supervisor: [['Disconnected', 'Disconnected', 'Gone/Supervising'], ['Disconnected']],
	internal: [['Disconnected', 'Disconnected']],
};

describe('a scenario', () => {
	const simulator = useSimulator({ stepMilliseconds: 1 });

	it.each(scenarios)('runs to its end: $name', async (scenario) => {
		const steps: string[] = [];
		const calls = await scenario.play({
			control: simulator.control,
			step: async (what) => {
				steps.push(what);
			},
		});

		const seen = await eventually(
			() => Promise.all(calls.map((call) => stateOf(simulator, call))),
			(states) => states.every(({ over }) => over),
		);
		expect(seen.map(statuses)).toEqual(ends[scenario.id]);
		expect(new Set(steps).size).toBe(steps.length);
		expect(steps.length).toBeGreaterThan(1);
	});

	describe('played by the simulator', () => {
		const newestCall = () =>
			eventually(
				async () => (await simulator.control.get<SimulatedCall[]>('/calls')).data,
				(calls) => calls.length === 1,
			);

		it('is listed, and ends with a message', async () => {
			const { data: listed } = await simulator.control.get('/scenarios');
			expect(listed).toHaveLength(scenarios.length);

			const { data } = await simulator.control.post('/scenarios/missed', { paceMilliseconds: 1 });

			expect(data).toEqual({
				id: 'missed',
				name: 'Missed call',
				text: 'The scenario is over',
				isPlaying: false,
			});
		});

		it('stops where a workflow sends the call another way', async () => {
			const played = simulator.control.post('/scenarios/voicemail', { paceMilliseconds: 300 });
			const [call] = await newestCall();
			await simulator.control.post(`/calls/${String(call?.telephonySessionId)}/hangup`);

			expect((await played).data.text).toMatch(
				/^Stopped at 'Reception lets it ring.*': the call has gone another way \(.*not found\)$/,
			);
		});

		it.each([
			['a button', () => simulator.control.delete('/scenarios')],
			['the next one', () => simulator.control.post('/scenarios/missed', { paceMilliseconds: 1 })],
			['a reset of the calls', () => simulator.control.delete('/calls')],
		])('stops by %s', async (_by, stop) => {
			const played = simulator.control.post('/scenarios/voicemail', { paceMilliseconds: 60_000 });
			await newestCall();

			await stop();

			expect((await played).data).toMatchObject({ text: 'Stopped', isPlaying: false });
		});

		it('is not found where there is none', async () => {
			const control = createClient(`${simulator.url}/sim`);
			expect((await control.post('/scenarios/nothing')).status).toBe(404);
		});
	});
});
