import { setTimeout as pause } from 'node:timers/promises';

import type { Workflow } from '../../lab/src/n8nClient.mts';
import { hangUp, type PlacedCall } from '../../lab/src/simulatorControl.mts';
import {
	accountManager,
	application,
	jwtCredential,
	reception,
	salesDesk,
} from '../../simulator/account.mts';
import { connectWithJwt, connectWithOAuth2 } from '../e2e/accounts.mts';
import { ring } from '../e2e/calls.mts';
import { action, chain, streamTrigger, trigger, type NodeCredentials } from '../e2e/workflows.mts';
import { generousLimits } from '../harness/generousLimits.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import type { ObservedCall, ObservedExecution } from './judgement.mts';
import { startStandIn, type StandIn } from './standIn.mts';

export type TriggerName = 'stream' | 'webhook';

/** A real n8n and the simulator, with the stand-in on all connections between them. */
export interface Scene extends Stage {
	standIn: StandIn;
	/** Reception's credentials, with the stand-in as the server. */
	credentials: Record<SignIn, NodeCredentials>;
}

export type SignIn = 'jwt' | 'oAuth2';

const triggers = {
	webhook: { start: trigger, extension: reception },
	stream: { start: streamTrigger, extension: salesDesk },
};

/** @param environment further environment variables of n8n. */
export async function openScene(environment: Record<string, string> = {}): Promise<Scene> {
	const standIn = await startStandIn();
	const stage = await openStage({ ...environment, N8N_WEBHOOK_URL: standIn.webhookUrl });
	standIn.connect(stage.simulator.url, () => [stage.n8n.url]);
	await stage.simulator.control.patch('/options', { ...generousLimits, stepMilliseconds: 2 });
	const behind = { ...stage, simulator: { ...stage.simulator, url: standIn.url } };
	const credentials = {
		jwt: await connectWithJwt(behind),
		oAuth2: await connectWithOAuth2(behind),
	};
	const closeStage = stage.close.bind(stage);
	return Object.assign(stage, {
		standIn,
		credentials,
		async close() {
			await closeStage();
			await standIn.close();
		},
	});
}

interface KnownExecution extends ObservedExecution {
	/** The execution's data as n8n stores it. */
	text: string;
	/** Telephony session IDs in the text. */
	calls: ReadonlySet<string>;
}

/** A published workflow that reads each call of an extension and forwards it to the account manager. */
export class Routing {
	readonly placed: PlacedCall[] = [];
	readonly #ringing: PlacedCall[] = [];
	readonly #scene: Scene;
	readonly #trigger: TriggerName;
	readonly #workflow: Workflow;
	readonly #known = new Map<string, KnownExecution>();

	private constructor(scene: Scene, triggerName: TriggerName, workflow: Workflow) {
		this.#scene = scene;
		this.#trigger = triggerName;
		this.#workflow = workflow;
	}

	/** @param ofAccount whether to follow the whole account, the account manager included. */
	static async publish(
		scene: Scene,
		triggerName: TriggerName,
		{ ofAccount = false, signIn = 'jwt' }: { ofAccount?: boolean; signIn?: SignIn } = {},
	): Promise<Routing> {
		const { client } = scene;
		const credentials = scene.credentials[signIn];
		const { start, extension } = triggers[triggerName];
		const scope = ofAccount
			? { scope: 'account' }
			: { scope: 'extension', extensions: [extension.id] };
		const node = start(credentials, scope);
		const ofTrigger = (field: string) => ({
			__rl: true,
			mode: 'id',
			value: `={{ $('${node.name}').item.json.${field} }}`,
		});
		const telephonySessionId = ofTrigger('telephonySessionId');
		const look = { resource: 'session', operation: 'get', telephonySessionId };
		const forward = {
			resource: 'party',
			operation: 'forward',
			telephonySessionId,
			partyId: ofTrigger('partyId'),
			target: 'extension',
			extension: { __rl: true, mode: 'id', value: accountManager.id },
		};
		const workflow = await client.createWorkflow(
			chain(`Route by ${triggerName}`, [
				node,
				action('Look', credentials, look),
				action('Forward', credentials, forward),
			]),
		);
		await client.activate(workflow);
		return new Routing(scene, triggerName, workflow);
	}

	/** Places calls, one right after the other. */
	async ring(count: number): Promise<PlacedCall[]> {
		const calls: PlacedCall[] = [];
		for (let number = 0; number < count; number++) calls.push(await this.ringOnce());
		return calls;
	}

	async ringOnce(): Promise<PlacedCall> {
		const call = await ring(this.#scene, triggers[this.#trigger].extension);
		this.placed.push(call);
		this.#ringing.push(call);
		return call;
	}

	/** Waits until each call has an ended execution, or for so many milliseconds. */
	async settle(calls: readonly PlacedCall[], patience = 20_000): Promise<void> {
		const deadline = Date.now() + patience;
		for (;;) {
			await this.#look();
			if (calls.every((call) => this.executionsOf(call).some(hasEnded))) return;
			if (Date.now() > deadline) return;
			await pause(100);
		}
	}

	executionsOf({ telephonySessionId }: PlacedCall): ObservedExecution[] {
		return [...this.#known.values()].filter(({ calls }) => calls.has(telephonySessionId));
	}

	/** Number of executions that name none of the calls. */
	get executionsWithoutCall(): number {
		const placed = new Set(this.placed.map(({ telephonySessionId }) => telephonySessionId));
		return [...this.#known.values()].filter(({ calls }) => ![...calls].some((id) => placed.has(id)))
			.length;
	}

	observed(call: PlacedCall): ObservedCall {
		const { standIn } = this.#scene;
		const sent = standIn
			.commands()
			.filter(({ telephonySessionId }) => telephonySessionId === call.telephonySessionId);
		const deliveries = standIn
			.deliveries()
			.filter(({ telephonySessionId }) => telephonySessionId === call.telephonySessionId);
		return {
			// RingCentral sends these refusals before it acts.
			commands: sent.filter(({ answeredWith }) => answeredWith !== 401 && answeredWith !== 429)
				.length,
			carriedOut: sent.filter(({ isCarriedOut }) => isCarriedOut === true).length,
			...(this.#trigger === 'webhook' && {
				wasDelivered: deliveries.some(({ isTaken }) => isTaken),
			}),
			executions: this.executionsOf(call),
		};
	}

	/** The reasons why n8n did not take notifications of this call. */
	reasonsOf({ telephonySessionId }: PlacedCall): string[] {
		return this.#scene.standIn
			.deliveries()
			.filter((delivery) => delivery.telephonySessionId === telephonySessionId)
			.map(({ reason }) => reason);
	}

	/** The stored data of all executions, which must not contain a secret. */
	get texts(): string[] {
		return [...this.#known.values()].map(({ text, message = '' }) => `${text}${message}`);
	}

	/** Lets the callers hang up. */
	async hangUp(): Promise<void> {
		for (const call of this.#ringing.splice(0)) {
			await hangUp(this.#scene.simulator.control, call);
		}
	}

	async unpublish(): Promise<void> {
		await this.hangUp();
		await this.#scene.client.deactivate(this.#workflow);
	}

	async #look(): Promise<void> {
		const { client } = this.#scene;
		for (const execution of await client.executions(this.#workflow)) {
			const { id, status } = execution;
			const known = this.#known.get(id);
			if (known && (hasEnded(known) || known.status === status)) continue;
			const text = await client.executionText(id);
			const { message } = hasEnded({ status }) ? await client.execution(id) : {};
			const calls = new Set(text.match(/\bs-[0-9a-z]+/g));
			this.#known.set(id, { status, message, text, calls });
		}
	}
}

function hasEnded({ status }: ObservedExecution): boolean {
	return !['new', 'running', 'waiting'].includes(status);
}

/** Descriptions of leaks: secrets in n8n's log or in these texts, and requests with data at the other host. */
export function leaksIn({ standIn, n8n }: Scene, texts: readonly string[]): string[] {
	const arrivals = standIn.otherHost.takeArrivals();
	const carried = arrivals.filter(({ authorization, body }) => authorization || body !== '');
	const secrets = [application.clientSecret, jwtCredential, ...standIn.secrets()];
	const output = n8n.program.output();
	const shown = secrets.filter((secret) =>
		[output, ...texts].some((text) => text.includes(secret)),
	);
	return [
		...carried.map(({ method, path }) => `${method} ${path} at the other host`),
		...shown.map((secret) => `${secret.slice(0, 4)}… in what n8n shows`),
	];
}
