import type { AxiosInstance } from 'axios';

import { type RunningSimulator, startSimulator } from '../harness/simulator.mts';
import { signIn } from './apiClient.mts';
import { type WebhookReceiver, startWebhookReceiver } from './webhookReceiver.mts';

export interface SimulatorInUse extends Pick<RunningSimulator, 'url' | 'control'> {
	/** RingCentral's API, with Reception signed in. */
	readonly api: AxiosInstance;
	signInAgain(): Promise<void>;
}

function started<Value>(value: Value | undefined): Value {
	if (value === undefined) throw new Error('Only tests and their hooks can use this');
	return value;
}

/**
 * One simulator for all tests of the calling suite. Before each test it is reset and gets these
 * options, and Reception signs in.
 */
export function useSimulator(options: object = {}): SimulatorInUse {
	let running: RunningSimulator | undefined;
	let client: AxiosInstance | undefined;
	const signInAgain = async () => {
		client = await signIn(started(running).url);
	};

	beforeAll(async () => {
		running = await startSimulator();
	});
	beforeEach(async () => {
		await started(running).control.post('/reset');
		await started(running).control.patch('/options', options);
		await signInAgain();
	});
	afterAll(async () => {
		await running?.stop();
	});

	return {
		signInAgain,
		get url() {
			return started(running).url;
		},
		get control() {
			return started(running).control;
		},
		get api() {
			return started(client);
		},
	};
}

/** One receiver for all tests of the suite, emptied before each test. */
export function useWebhookReceiver(): Omit<WebhookReceiver, 'stop'> {
	let running: WebhookReceiver | undefined;

	beforeAll(async () => {
		running = await startWebhookReceiver();
	});
	beforeEach(() => {
		started(running).posts.length = 0;
	});
	afterAll(async () => {
		await running?.stop();
	});

	return {
		get address() {
			return started(running).address;
		},
		get posts() {
			return started(running).posts;
		},
		events: () => started(running).events(),
		eventsOnce: (count) => started(running).eventsOnce(count),
	};
}
