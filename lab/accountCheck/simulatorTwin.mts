import axios, { type AxiosInstance } from 'axios';

import { application, jwtCredential, reception } from '../../simulator/account.mts';
import { startSimulator, type RunningSimulator } from '../src/simulatorProcess.mts';
import { PlatformClient, type Answer, type ApiRequest } from './platformClient.mts';
import { readAccount } from './reading.mts';
import { Results, type AccountFacts, type Person } from './run.mts';
import { Secrets } from './secrets.mts';
import type { Target } from './target.mts';
import { fieldsOf, isFields, listOf, textOf } from './values.mts';

/** Stands in for the person, and never agrees. */
const ABSENT_PERSON: Person = {
	say: () => undefined,
	makeCall: async () => 'skip',
	agree: async () => false,
	phoneNumber: async () => undefined,
};

/**
 * A simulator that gets the same calls and commands as the account, for answers beside RingCentral's. Its requests
 * do not leave this computer.
 */
export class SimulatorTwin {
	readonly #simulator: RunningSimulator;
	readonly #client: PlatformClient;
	readonly #control: AxiosInstance;
	readonly facts: AccountFacts;

	private constructor(simulator: RunningSimulator, client: PlatformClient, facts: AccountFacts) {
		this.#simulator = simulator;
		this.#client = client;
		this.#control = axios.create({ baseURL: `${simulator.url}/sim`, timeout: 30_000 });
		this.facts = facts;
	}

	static async start(): Promise<SimulatorTwin> {
		const simulator = await startSimulator();
		const secrets = new Secrets();
		const client = new PlatformClient(
			{
				server: simulator.url,
				clientId: application.clientId,
				clientSecret: application.clientSecret,
				jwt: jwtCredential,
			},
			secrets,
			() => undefined,
		);
		await simulator.control.patch('/options', { stepMilliseconds: 1, enforceRateLimits: false });
		await client.signIn();
		const facts = await readAccount({
			client,
			secrets,
			person: ABSENT_PERSON,
			results: new Results(),
			quietMilliseconds: 0,
		});
		return new SimulatorTwin(simulator, client, facts);
	}

	async stop(): Promise<void> {
		await this.#simulator.stop();
	}

	/** Places an outside call to the signed-in user, which rings or is answered. */
	async call(isAnswered: boolean): Promise<Target> {
		const { data } = await this.#control.post<unknown>('/calls', {
			from: { phoneNumber: '+14155550123' },
			to: { phoneNumber: reception.directNumber },
		});
		const { telephonySessionId, parties } = fieldsOf(data);
		const [other, own] = listOf(parties)
			.filter(isFields)
			.map(({ id }) => textOf(id) ?? '');
		const sessionId = textOf(telephonySessionId) ?? '';
		const target = { ...this.facts, sessionId, ownPartyId: own ?? '', otherPartyId: other };
		if (isAnswered) await this.#control.post(`/calls/${sessionId}/parties/${own ?? ''}/answer`);
		return target;
	}

	async hangUp({ sessionId }: Target): Promise<void> {
		// The call may be over already.
		await this.#control.post(`/calls/${sessionId}/hangup`, undefined, {
			validateStatus: () => true,
		});
	}

	async send(request: ApiRequest): Promise<Answer> {
		return await this.#client.request(request);
	}
}
