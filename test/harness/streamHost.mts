import './n8nSettings.mts';
import 'reflect-metadata';

import { randomUUID } from 'node:crypto';

import { TriggerContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type ITriggerResponse,
	type Logger,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import {
	USUAL_TIME,
	type StreamTime,
} from '../../nodes/RingCentralCallControl/triggers/stream/streamTime.ts';
import { listen } from '../../nodes/RingCentralCallControl/triggers/stream/listen.ts';
import { SYSTEM_CLOCK } from '../../nodes/RingCentralCallControl/transport/clock.ts';
import { RingCentralCallStreamTrigger } from '../../nodes/RingCentralCallStreamTrigger/RingCentralCallStreamTrigger.node.ts';
import { additionalData } from './additionalData.mts';
import { CredentialStore } from './credentialStore.mts';
import { jwtCredentialFor } from './jwtCredential.mts';
import { onlyNodeType } from './onlyNodeType.mts';

const trigger = new RingCentralCallStreamTrigger();
const nodeTypes = onlyNodeType(trigger);

/** The result of an execution; the node uses only the fact that it has ended. */
const run: IRun = {
	data: createRunExecutionData(),
	mode: 'trigger',
	startedAt: new Date(0),
	storedAt: 'db',
	status: 'success',
};

/** An execution that the trigger started. */
export interface StartedExecution {
	items: IDataObject[];
	/** Deduplication key: n8n runs one execution for each. */
	key?: string;
	/** Lets the execution end. */
	end(): void;
	/** Lets a node answer before the end, like "Respond to Webhook". */
	respond(answer: IDataObject): void;
}

export interface StreamHostOptions {
	parameters?: INodeParameters;
	/** Nodes with the same credential share a stream; by default each host has a stream of its own. */
	credentialId?: string;
	/** Executions go on until a test ends them. */
	isSlow?: boolean;
	/** n8n misses the end of every execution and gets only its response, as may happen with workers. */
	missesEnds?: boolean;
	/** n8n's workflow ID, for several workflows at once. */
	workflowId?: string;
	/** Another clock, or shorter times. */
	time?: Partial<StreamTime>;
	/** Fields of the credential that differ from those of Reception. */
	credential?: ICredentialDataDecryptedObject;
}

let isOver = false;
const over = new AbortController();

/** The usual time; after the tests of the file it ends all pauses and lingering streams. */
const usualTime: StreamTime = {
	...USUAL_TIME,
	clock: {
		...SYSTEM_CLOCK,
		elapsed: () => (isOver ? Number.MAX_SAFE_INTEGER : SYSTEM_CLOCK.elapsed()),
		async pause(milliseconds, signal) {
			await SYSTEM_CLOCK.pause(milliseconds, AbortSignal.any([signal, over.signal]));
		},
	},
};

/** Ends lingering streams after the tests. */
export function endStreams(): void {
	isOver = true;
	over.abort();
}

/**
 * One workflow with the stream trigger, in the part of n8n that such a trigger uses: n8n-core's own context and
 * requests, one execution for each key, and the static data that n8n stores when the activation ends and with each
 * execution.
 */
export class StreamHost {
	/** Executions in the order of their start. */
	readonly started: StartedExecution[] = [];
	/** The node's log, with levels. */
	readonly log: string[] = [];
	/** Errors by which the node gave up. */
	readonly refusals: Error[] = [];
	readonly #node: INode;
	readonly #credentials = new CredentialStore();
	readonly #additionalData;
	readonly #options: StreamHostOptions;
	readonly #keys = new Set<string>();
	#staticData: IDataObject = {};
	#response?: ITriggerResponse;

	constructor(simulatorUrl: string, options: StreamHostOptions = {}) {
		this.#options = options;
		this.#node = {
			id: 'trigger',
			name: 'RingCentral Call Stream Trigger',
			type: 'n8n-nodes-ringcentral-call-control.ringCentralCallStreamTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: { authentication: 'jwt', ...options.parameters },
			credentials: {
				ringCentralJwtApi: { id: options.credentialId ?? randomUUID(), name: 'RingCentral' },
			},
		};
		this.#credentials.keep('ringCentralJwtApi', {
			...jwtCredentialFor(simulatorUrl),
			...options.credential,
		});
		this.#additionalData = additionalData(this.#credentials);
	}

	/** Activates the trigger as n8n does when a workflow is published, or again when n8n starts ("init"). */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = new Workflow({
			id: this.#options.workflowId ?? 'workflow',
			nodes: [this.#node],
			connections: {},
			active: activation !== 'manual',
			nodeTypes,
			staticData: structuredClone(this.#staticData),
		});
		const mode = activation === 'manual' ? 'manual' : 'trigger';
		const context = new TriggerContext(
			workflow,
			this.#node,
			this.#additionalData,
			mode,
			activation,
			(data, response, done, key) => {
				this.#store(workflow);
				const end = () => {
					response?.resolve({});
					if (this.#options.missesEnds !== true) done?.resolve(run);
				};
				const respond = (answer: IDataObject) => response?.resolve(answer);
				this.#start(data.flat(), { end, respond }, key);
			},
			(error) => {
				this.refusals.push(error);
				void this.deactivate();
			},
		);
		const time = { ...usualTime, ...this.#options.time };
		this.#response = await listen(this.#withLog(context), time);
		this.#store(workflow);
		if (mode === 'manual') await this.#response.manualTriggerFunction?.();
	}

	/** Deactivates the trigger as n8n does when a workflow is unpublished or changed, or a test is over. */
	async deactivate(): Promise<void> {
		const response = this.#response;
		this.#response = undefined;
		await response?.closeFunction?.();
	}

	/** Changes fields of the credential, like a user on connecting it again. */
	changeCredential(fields: ICredentialDataDecryptedObject): void {
		const name = 'ringCentralJwtApi';
		this.#credentials.keep(name, { ...this.#credentials.read(name), ...fields });
	}

	/** The events of the items, in order. */
	get events(): unknown[] {
		return this.items.map(({ event }) => event);
	}

	/** The items of all executions, in order. */
	get items(): IDataObject[] {
		return this.started.flatMap(({ items }) => items);
	}

	/** The node's static data in n8n. */
	get stored(): unknown {
		return this.#staticData[`node:${this.#node.name}`];
	}

	/**
	 * Takes over the static data of another n8n, as after a restart.
	 *
	 * @param stored replaces the node's static data.
	 * @param lostExecutions whether n8n was killed before it had stored its executions.
	 */
	takeOver(other: StreamHost, stored?: unknown, lostExecutions = false): void {
		this.#staticData = structuredClone(other.#staticData);
		if (stored !== undefined) {
			Object.assign(this.#staticData, { [`node:${this.#node.name}`]: stored });
		}
		if (!lostExecutions) other.#keys.forEach((key) => this.#keys.add(key));
	}

	#start(
		items: INodeExecutionData[],
		controls: Pick<StartedExecution, 'end' | 'respond'>,
		key: string | undefined,
	): void {
		if (key !== undefined && this.#keys.has(key)) {
			controls.end();
			return;
		}
		if (key !== undefined) this.#keys.add(key);
		this.started.push({ items: items.map(({ json }) => json), key, ...controls });
		if (this.#options.isSlow !== true) controls.end();
	}

	/** Leaves out the proxies that n8n adds to detect changes. */
	#store(workflow: Workflow): void {
		const copy: unknown = JSON.parse(JSON.stringify(workflow.staticData));
		this.#staticData = Object.assign({}, copy);
	}

	#withLog<Context extends object>(context: Context): Context {
		const log = (level: string) => (message: string) => {
			this.log.push(`${level}: ${message}`);
		};
		const logger: Logger = {
			error: log('error'),
			warn: log('warn'),
			info: log('info'),
			debug: () => {},
		};
		return Object.defineProperty(context, 'logger', { value: logger });
	}
}
