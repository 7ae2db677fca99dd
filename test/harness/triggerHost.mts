import './n8nSettings.mts';
import 'reflect-metadata';

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import axios, { type AxiosResponse } from 'axios';
import { HookContext, TriggerContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	type Logger,
} from 'n8n-workflow';

import {
	watchSubscription,
	type WatchTime,
} from '../../nodes/RingCentralCallControl/triggers/webhook/watch.ts';
import { RingCentralCallControlTrigger } from '../../nodes/RingCentralCallControl/RingCentralCallControlTrigger.node.ts';
import { additionalData } from './additionalData.mts';
import { CredentialStore } from './credentialStore.mts';
import { jwtCredentialFor } from './jwtCredential.mts';
import { listenLocally, stopServer } from './localServer.mts';
import { onlyNodeType } from './onlyNodeType.mts';

type Mode = 'production' | 'test';

type PublishingOrder = 'oneAfterTheOther' | 'sideBySide';

interface Started {
	mode: Mode;
	items: IDataObject[];
}

const trigger = new RingCentralCallControlTrigger();
const [webhookDescription] = trigger.description.webhooks ?? [];
const nodeTypes = onlyNodeType(trigger);

/**
 * One workflow with the trigger, in the part of n8n that a webhook trigger uses: n8n-core's own contexts and
 * requests, n8n's order of the hooks, the static data that it stores after them, and a server that hands deliveries
 * to the node.
 */
export class TriggerHost {
	/** Executions that the trigger started. */
	readonly started: Started[] = [];
	/** The node's warnings in the log. */
	readonly warnings: string[] = [];
	/** The node's other messages in the log. */
	readonly notes: string[] = [];
	/** The address for deliveries, by mode. */
	readonly address: Record<Mode, string>;
	readonly #server;
	/** Deliveries in progress, including those already answered. */
	readonly #inHand = new Set<Promise<void>>();
	/** Unique for each host, because the node stores the calls of each workflow. */
	readonly #workflowId = randomUUID();
	readonly #node: INode;
	readonly #credentials = new CredentialStore();
	readonly #additionalData: IWorkflowExecuteAdditionalData;
	/** n8n keeps the data of a test apart from that of the active workflow. */
	readonly #staticData: Record<Mode, IDataObject> = { production: {}, test: {} };

	/** Starts the server. `publicUrl` is n8n's WEBHOOK_URL, if it is not the server itself. */
	static async start(options: {
		simulatorUrl: string;
		parameters?: INodeParameters;
		publicUrl?: string;
	}): Promise<TriggerHost> {
		const server = createServer();
		return new TriggerHost(server, await listenLocally(server), options);
	}

	private constructor(
		server: ReturnType<typeof createServer>,
		url: string,
		options: { simulatorUrl: string; parameters?: INodeParameters; publicUrl?: string },
	) {
		this.#server = server;
		this.#server.on('request', (request, response) => {
			const handled = this.#handle(request, response).finally(() => this.#inHand.delete(handled));
			this.#inHand.add(handled);
		});
		this.#node = {
			id: 'trigger',
			name: 'RingCentral Call Control Trigger',
			type: 'n8n-nodes-ringcentral-call-control.ringCentralCallControlTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: '3d3f1bb6-0000-4000-8000-000000000001',
			parameters: { authentication: 'jwt', ...options.parameters },
			credentials: { ringCentralJwtApi: { id: randomUUID(), name: 'RingCentral' } },
		};
		this.#credentials.keep('ringCentralJwtApi', jwtCredentialFor(options.simulatorUrl));
		this.#additionalData = additionalData(this.#credentials, options.publicUrl ?? url);
		const path = `${this.#node.webhookId}/webhook`;
		this.address = {
			production: `${url}/webhook/${path}`,
			test: `${url}/webhook-test/${path}`,
		};
	}

	/** Activates the trigger as n8n does when a workflow is published, and again at each start. */
	async activate(mode: Mode = 'production'): Promise<void> {
		await this.#subscribe(this.#workflow(mode), mode);
	}

	/** Deactivates the trigger as n8n does when a workflow is unpublished, or a test is over. */
	async deactivate(mode: Mode = 'production'): Promise<boolean> {
		const workflow = this.#workflow(mode);
		const context = this.#hookContext(workflow, mode);
		const isDeleted = await trigger.webhookMethods.default.delete.call(context);
		this.#store(workflow, mode);
		return isDeleted;
	}

	/**
	 * Publishes the workflow including `trigger()`, as n8n does, also at each start: from 2.40 on the hooks and
	 * `trigger()` run at the same time, before one after the other.
	 *
	 * @returns ends `trigger()`, as n8n does when the workflow is unpublished, or when another main process becomes the
	 * leader.
	 */
	async publish(time: WatchTime, order: PublishingOrder): Promise<() => Promise<void>> {
		const workflow = this.#workflow('production');
		if (order === 'sideBySide') {
			const [stop] = await Promise.all([this.#watch(workflow, time), this.#subscribe(workflow)]);
			return stop;
		}
		await this.#subscribe(workflow);
		return await this.#watch(workflow, time);
	}

	async #subscribe(workflow: Workflow, mode: Mode = 'production'): Promise<void> {
		const hooks = trigger.webhookMethods.default;
		if (!(await hooks.checkExists.call(this.#hookContext(workflow, mode)))) {
			await hooks.create.call(this.#hookContext(workflow, mode));
		}
		this.#store(workflow, mode);
	}

	async #watch(workflow: Workflow, time: WatchTime): Promise<() => Promise<void>> {
		const noEmit = () => {};
		const context = new TriggerContext(
			workflow,
			nodeOf(workflow, this.#node.name),
			this.#additionalData,
			'trigger',
			'activate',
			noEmit,
			noEmit,
		);
		const { closeFunction } = await watchSubscription(this.#withLog(context), time);
		return async () => await closeFunction?.();
	}

	/** Changes the node's parameters, as a user does in the editor. */
	setParameters(parameters: INodeParameters): void {
		this.#node.parameters = { authentication: 'jwt', ...parameters };
	}

	/** Changes fields of the credential, as a user does in the editor. */
	changeCredential(fields: ICredentialDataDecryptedObject): void {
		const credential = this.#credentials.read('ringCentralJwtApi');
		this.#credentials.keep('ringCentralJwtApi', { ...credential, ...fields });
	}

	/** The node's static data in n8n. */
	stored(mode: Mode = 'production'): unknown {
		return this.#staticData[mode][`node:${this.#node.name}`];
	}

	/** Loses the static data, like a crash before n8n stored it. */
	loseStored(): void {
		this.#staticData.production = {};
	}

	/** Takes over the workflow of another n8n, as after a move to another address. */
	takeOver(other: TriggerHost): void {
		this.#staticData.production = structuredClone(other.#staticData.production);
	}

	/** Posts a notification like RingCentral: with the secret, under the subscription's ID. */
	async deliver(
		notification: object,
		headers: Record<string, string> = {},
	): Promise<AxiosResponse<unknown>> {
		const { id, secret } = this.subscription();
		return await this.post(
			{ ...notification, subscriptionId: id },
			{ 'Verification-Token': secret, ...headers },
		);
	}

	/** ID and secret of the node's present subscription. */
	subscription(): { id: string; secret: string } {
		const { subscription, secret } = Object(this.stored());
		const { id } = Object(subscription);
		if (typeof id !== 'string' || typeof secret !== 'string') {
			throw new Error('The node has no subscription');
		}
		return { id, secret };
	}

	/** Posts to the webhook address, like RingCentral or a stranger. */
	async post(body: unknown, headers: Record<string, string> = {}): Promise<AxiosResponse<unknown>> {
		return await axios.post(
			this.address.production,
			body === undefined ? undefined : JSON.stringify(body),
			{
				headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
				validateStatus: () => true,
			},
		);
	}

	/** Waits until the node has processed all deliveries, including its work after the answer. */
	async settled(): Promise<void> {
		while (this.#inHand.size > 0) await Promise.all(this.#inHand);
	}

	async stop(): Promise<void> {
		await stopServer(this.#server);
	}

	#workflow(mode: Mode): Workflow {
		return new Workflow({
			id: this.#workflowId,
			nodes: [this.#node],
			connections: {},
			active: mode === 'production',
			nodeTypes,
			staticData: structuredClone(this.#staticData[mode]),
		});
	}

	/** Leaves out the proxies that n8n adds to detect changes. */
	#store(workflow: Workflow, mode: Mode): void {
		const copy: unknown = JSON.parse(JSON.stringify(workflow.staticData));
		Object.assign(this.#staticData, { [mode]: copy });
	}

	#webhookData(mode: Mode): IWebhookData {
		if (webhookDescription === undefined) throw new Error('The trigger declares no webhook');
		return {
			httpMethod: 'POST',
			node: this.#node.name,
			path: 'webhook',
			webhookDescription,
			workflowId: this.#workflowId,
			workflowExecuteAdditionalData: this.#additionalData,
			isTest: mode === 'test',
		};
	}

	#hookContext(workflow: Workflow, mode: Mode): HookContext {
		const context = new HookContext(
			workflow,
			nodeOf(workflow, this.#node.name),
			this.#additionalData,
			mode === 'test' ? 'manual' : 'trigger',
			mode === 'test' ? 'manual' : 'activate',
			this.#webhookData(mode),
		);
		return this.#withLog(context);
	}

	async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const mode: Mode = request.url?.startsWith('/webhook-test/') ? 'test' : 'production';
		const workflow = this.#workflow(mode);
		const httpRequest = Object.assign(request, await parsedBody(request));
		const additionalData = { ...this.#additionalData, httpRequest, httpResponse: response };
		const context = new WebhookContext(
			workflow,
			nodeOf(workflow, this.#node.name),
			additionalData as unknown as IWorkflowExecuteAdditionalData,
			mode === 'test' ? 'manual' : 'webhook',
			this.#webhookData(mode),
			[],
			null,
		);
		const { workflowData, noWebhookResponse } = await trigger.webhook
			.call(this.#withLog(context))
			.catch((error: unknown) => {
				// n8n starts an execution that shows the error.
				return { workflowData: [[{ json: { thrown: String(error) } }]], noWebhookResponse: false };
			});
		if (workflowData) {
			this.started.push({ mode, items: workflowData.flat().map(({ json }) => json) });
		}
		if (noWebhookResponse !== true) response.writeHead(200).end();
	}

	#withLog<Context extends object>(context: Context): Context {
		const log = (message: string) => {
			this.warnings.push(message);
		};
		const note = (message: string) => {
			this.notes.push(message);
		};
		const logger: Logger = { error: log, warn: log, info: note, debug: () => {} };
		return Object.defineProperty(context, 'logger', { value: logger });
	}
}

function nodeOf(workflow: Workflow, name: string): INode {
	const node = workflow.getNode(name);
	if (node === null) throw new Error(`The workflow lacks ${name}`);
	return node;
}

/** Like n8n, returns no body for an empty request. */
async function parsedBody(request: IncomingMessage): Promise<{ body?: unknown }> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	const text = Buffer.concat(chunks).toString('utf8');
	return text === '' ? {} : { body: JSON.parse(text) };
}
