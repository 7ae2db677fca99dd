import { type RunningSimulator, startSimulator } from '../harness/simulator.mts';
import { ScriptedRun } from './scriptedRun.mts';
import { describeWith, readRecording } from './sharedMaterial.mts';
import { shapeOf } from './shape.mts';
import { type WebhookReceiver, startWebhookReceiver } from './webhookReceiver.mts';

const captures = [
	'real-01-pstn-to-rc-via-ivr-hold-unhold',
	'real-02-rc-to-rc-hold-unhold',
	'real-04-direct-vs-queue-agent-first-event',
].map((name) => readRecording(name));
const capturedParties = readRecording('real-05-attended-transfer-gone-parties');

/** Path and type of the simulator's fields that no capture has so far. */
const neverCaptured = [
	'body.parties[].park.id: string',
	'body.parties[].status.parkData: string',
	'body.parties[].to.deviceId: string',
	'body.parties[].ringOutRole: string',
	'body.parties[].conferenceRole: string',
	'body.parties[].recordings[].id: string',
	'body.parties[].recordings[].active: boolean',
	'body.parties[].sipData.toTag: string',
	'body.parties[].sipData.fromTag: string',
];

/** A live event of 2026 lacks this field of the captured event of 2023. */
const absentFromAgentsLegs = ['body.parties[].muted: boolean'];

function entriesOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

function inEveryOne(shapes: Array<Set<string>>): string[] {
	const [first = new Set<string>(), ...others] = shapes;
	return [...first].filter((entry) => others.every((shape) => shape.has(entry)));
}

describeWith(captures[0], 'Events of the simulator, held against captured ones', () => {
	const captured = [
		...captures.flatMap(entriesOf),
		...entriesOf(capturedParties).map((party) => ({ body: { parties: [party] } })),
	];
	let simulator: RunningSimulator;
	let receiver: WebhookReceiver;
	let simulated: unknown[];

	beforeAll(async () => {
		simulator = await startSimulator();
		receiver = await startWebhookReceiver();
		await simulator.control.patch('/options', { enforceRateLimits: false, stepMilliseconds: 1 });
		const run = new ScriptedRun(simulator, receiver);
		await run.play();
		simulated = run.events.filter((event) => event.event.endsWith('/telephony/sessions'));
	}, 60_000);

	afterAll(async () => {
		await receiver.stop();
		await simulator.stop();
	});

	it('have only fields that RingCentral was seen to send, beside the listed ones', () => {
		const known = new Set([...captured.flatMap((event) => [...shapeOf(event)]), ...neverCaptured]);

		expect(
			[...shapeOf(simulated)].map((entry) => entry.slice(3)).filter((entry) => !known.has(entry)),
		).toEqual([]);
	});

	it('have all fields that RingCentral always sends', () => {
		const always = inEveryOne(captures.flatMap(entriesOf).map((event) => shapeOf(event)));
		const lacking = simulated.flatMap((event) => {
			const shape = shapeOf(event);
			const isQueueLeg = shape.has('body.parties[].queueCall: boolean');
			const onAgentsLegs = isQueueLeg ? absentFromAgentsLegs : [];
			return always.filter((entry) => !shape.has(entry) && !onAgentsLegs.includes(entry));
		});

		expect(always).toContain('body.parties[].status.rcc: boolean');
		expect(lacking).toEqual([]);
	});

	it('carry one party each, and count from 2 without a gap', () => {
		const sequences = new Map<string, number[]>();
		for (const event of receiver.events()) {
			const { parties, telephonySessionId, sequence } = event.body;
			if (telephonySessionId === undefined) continue;
			expect(parties).toHaveLength(1);
			sequences.set(telephonySessionId, [...(sequences.get(telephonySessionId) ?? []), sequence]);
		}

		for (const seen of sequences.values()) {
			const inOrder = [...seen].sort((one, other) => one - other);
			expect(inOrder).toEqual(inOrder.map((_sequence, index) => index + 2));
		}
	});

	it('have identifiers of the captured form', () => {
		for (const event of receiver.events()) {
			expect(event.uuid).toMatch(/^\d{1,19}$/);
			expect(event.event).toMatch(/^\/restapi\/v1\.0\//);
			expect(event.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
		}
	});
});
