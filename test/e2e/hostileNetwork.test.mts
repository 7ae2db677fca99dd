import { CALLS_A_ROUND, FAULTS } from '../reliability/faults.mts';
import { runFault } from '../reliability/faultRun.mts';
import { openScene, type Scene } from '../reliability/scene.mts';

jest.setTimeout(400_000);

/** Faults of `npm run reliability` that take only seconds and that no other test has. */
const names = [
	'guest-page',
	'redirect-307',
	'redirect-sign-in',
	'cut-after',
	'doubled',
	'stream-odd-frames',
	'stream-garbage-token',
];

let scene: Scene;

beforeAll(async () => {
	scene = await openScene();
});

afterAll(() => scene.close());

describe('With a hostile server between n8n and RingCentral', () => {
	const faults = FAULTS.filter(({ name }) => names.includes(name));

	it.each(faults)('each call is $expected in the case of $name', async (fault) => {
		const { verdicts, nextRouted, findings } = await runFault(fault, scene, 1);

		expect(findings).toEqual([]);
		expect(verdicts[fault.expected]).toBe(CALLS_A_ROUND);
		expect(nextRouted).toBe(1);
	});
});
