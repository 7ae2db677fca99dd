import axios, { type AxiosInstance } from 'axios';
import { parse } from 'flatted';

import { isAtLeast } from './n8nVersions.mts';
import { waitFor } from './waiting.mts';

/** The owner account of the lab's n8n. It exists on this machine only. */
export const owner = {
	email: 'owner@example.com',
	password: 'Ring-the-lab-1',
	firstName: 'Lab',
	lastName: 'Owner',
};

export interface CredentialReference {
	id: string;
	name: string;
}

/** A workflow as n8n exports it. */
export interface WorkflowDefinition {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, CredentialReference>;
}

export interface Workflow {
	id: string;
	versionId: string;
}

export interface Execution {
	id: string;
	workflowId: string;
	/** "trigger", "webhook" or "manual", among others. */
	mode: string;
	/** "running", "success" or "error", among others. */
	status: string;
	startedAt: string;
	stoppedAt: string | null;
}

/** The items of a node's first output in one execution, in order. */
export type Items = Array<Record<string, unknown>>;

export interface ExecutionOutcome extends Execution {
	/** By node name, for the nodes that ran and succeeded. */
	items: Record<string, Items>;
	/** n8n's message to the user when the execution failed. */
	message?: string;
}

/**
 * Sends the requests of n8n's editor, with the same cookie, also where versions differ. A request that n8n
 * refuses, with a status and `{ message }`, rejects as in axios, with n8n's message behind that of axios.
 */
export class N8nClient {
	private readonly http: AxiosInstance;
	private readonly settings: Settings;

	private constructor(http: AxiosInstance, settings: Settings) {
		this.http = http;
		this.settings = settings;
	}

	/** Signs in as the owner, and creates that account if n8n is new. */
	static async signIn(url: string): Promise<N8nClient> {
		// n8n ties the cookie to one browser, by this header.
		const http = axios.create({ baseURL: `${url}/rest`, headers: { 'browser-id': 'lab' } });
		http.interceptors.response.use(undefined, (reason: unknown) => {
			if (axios.isAxiosError<{ message?: string }>(reason)) {
				reason.message += `: ${reason.response?.data?.message ?? 'no message of n8n'}`;
			}
			throw reason;
		});
		const isNew = await http
			.get<Answer<{ userManagement: { showSetupOnFirstLoad?: boolean } }>>('/settings')
			.then(({ data }) => data.data.userManagement.showSetupOnFirstLoad === true);
		const { headers } = isNew
			? await http.post('/owner/setup', owner)
			: await http.post('/login', {
					emailOrLdapLoginId: owner.email,
					password: owner.password,
				});
		const [cookie = ''] = headers['set-cookie'] ?? [];
		http.defaults.headers.common.cookie = cookie.split(';')[0];
		const settings = await http.get<Answer<Settings>>('/settings');
		return new N8nClient(http, settings.data.data);
	}

	async credentials(): Promise<CredentialReference[]> {
		return this.get<CredentialReference[]>('/credentials');
	}

	async createCredential(
		type: string,
		name: string,
		data: Record<string, unknown>,
	): Promise<CredentialReference> {
		return this.post<CredentialReference>('/credentials', { name, type, data });
	}

	async updateCredential(
		{ id, name }: CredentialReference,
		type: string,
		data: Record<string, unknown>,
	): Promise<void> {
		await this.http.patch(`/credentials/${id}`, { name, type, data });
	}

	/** Presses "Retry" on the credential's screen. */
	async testCredential(
		{ id, name }: CredentialReference,
		type: string,
		data: Record<string, unknown>,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		return this.post('/credentials/test', { credentials: { id, name, type, data } });
	}

	/** Presses "Connect my account". Returns the address for the browser window. */
	async authorizeUrl({ id }: CredentialReference): Promise<string> {
		return this.get<string>(`/oauth2-credential/auth?id=${id}`);
	}

	/** The page in the browser window after RingCentral has sent it back to n8n. */
	async openInBrowser(url: string): Promise<string> {
		const { data } = await this.http.get<string>(url, {
			baseURL: undefined,
			headers: { accept: 'text/html' },
			responseType: 'text',
		});
		return data;
	}

	async workflows(): Promise<Array<Workflow & { name: string }>> {
		return this.get<Array<Workflow & { name: string }>>('/workflows');
	}

	async createWorkflow(definition: WorkflowDefinition): Promise<Workflow> {
		const { nodes, connections, name, settings } = definition;
		return this.post<Workflow>('/workflows', {
			name,
			nodes,
			connections,
			settings: { executionOrder: 'v1', ...settings },
			...(!this.hasPublishing && { active: false }),
		});
	}

	/** The nodes of a workflow as n8n has stored them. */
	async nodes({ id }: Pick<Workflow, 'id'>): Promise<WorkflowNode[]> {
		return (await this.get<{ nodes: WorkflowNode[] }>(`/workflows/${id}`)).nodes;
	}

	/** The static data of a workflow's nodes, by "node:<name>". */
	async staticData(workflowId: string): Promise<Record<string, unknown>> {
		const { staticData } = await this.get<{ staticData: Record<string, unknown> | null }>(
			`/workflows/${workflowId}`,
		);
		return staticData ?? {};
	}

	/**
	 * Publishes a workflow and waits until its triggers run.
	 *
	 * @throws {Error} with n8n's message to the user, when a trigger does not run
	 */
	async activate({ id, versionId }: Workflow): Promise<void> {
		if (!this.hasPublishing) {
			await this.http.patch(`/workflows/${id}`, { active: true, versionId });
			return;
		}
		await this.post(`/workflows/${id}/activate`, { versionId });
		const refused = (await this.settledTriggers(id)).filter(({ status }) => status === 'failed');
		if (refused.length > 0) {
			throw new Error(refused.map(({ errorMessage }) => errorMessage).join('; '));
		}
	}

	/** Unpublishes a workflow and waits until its triggers have ended. */
	async deactivate({ id, versionId }: Workflow): Promise<void> {
		if (!this.hasPublishing) {
			await this.http.patch(`/workflows/${id}`, { active: false, versionId });
			return;
		}
		await this.post(`/workflows/${id}/deactivate`, {});
		await this.settledTriggers(id);
	}

	/** Presses "Listen for test event" on a trigger. */
	async listenForTestEvent(workflow: Workflow, triggerName: string): Promise<void> {
		await this.startByHand(workflow, triggerName);
	}

	/** Presses "Stop Listening". */
	async stopListening({ id }: Workflow): Promise<void> {
		await this.http.delete(`/test-webhook/${id}`);
	}

	/** Executes a workflow by hand, from the given trigger. */
	async run(workflow: Workflow, triggerName: string): Promise<{ executionId: string }> {
		return this.startByHand(workflow, triggerName);
	}

	/** n8n's reason for deactivating a published workflow; null when it is active. */
	async activationRefusal({ id }: Workflow): Promise<string | null> {
		return this.get<string | null>(`/active-workflows/error/${id}`);
	}

	/** All executions of a workflow that n8n has stored, newest first. */
	async executions({ id }: Workflow): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const executions: Execution[] = [];
		for (;;) {
			const last = executions.at(-1);
			const older = last === undefined ? '' : `&lastId=${last.id}`;
			const { results } = await this.get<{ results: Execution[] }>(
				`/executions?filter=${filter}&limit=${mostExecutionsAtOnce}${older}`,
			);
			executions.push(...results);
			if (results.length < mostExecutionsAtOnce) return executions;
		}
	}

	/** One execution with the items of its nodes. */
	async execution(executionId: string): Promise<ExecutionOutcome> {
		const { data, ...execution } = await this.storedExecution(executionId);
		return { ...execution, ...outcomeOf(parse(data) as RunData) };
	}

	/** All that n8n has stored of an execution, as text to search in. */
	async executionText(executionId: string): Promise<string> {
		return (await this.storedExecution(executionId)).data;
	}

	/** n8n 1 switches a workflow on and off; n8n 2 publishes a version of it. */
	private get hasPublishing(): boolean {
		return isAtLeast(this.settings.versionCli, '2.0');
	}

	/**
	 * The state of the triggers once publishing or unpublishing is complete. n8n 2.40 and newer complete it after
	 * the answer, and the editor asks until then; older ones complete it before.
	 */
	private async settledTriggers(workflowId: string): Promise<TriggerStatus[]> {
		if (this.settings.useWorkflowPublicationService !== true) return [];
		return waitFor(
			'The end of publishing',
			async () => {
				const { status, triggers } = await this.get<{ status: string; triggers: TriggerStatus[] }>(
					`/workflows/${workflowId}/publication-status`,
				);
				return status === 'in_progress' ? undefined : triggers;
			},
			publishingMilliseconds,
		);
	}

	private async startByHand<T>({ id }: Workflow, triggerName: string): Promise<T> {
		return this.post<T>(`/workflows/${id}/run`, {
			triggerToStartFrom: { name: triggerName },
			// n8n 1 runs the workflow that the editor shows.
			...(!this.hasPublishing && { workflowData: await this.get(`/workflows/${id}`) }),
		});
	}

	private async storedExecution(executionId: string): Promise<Execution & { data: string }> {
		return this.get(`/executions/${executionId}`);
	}

	private async get<T>(path: string): Promise<T> {
		return (await this.http.get<Answer<T>>(path)).data.data;
	}

	private async post<T>(path: string, body: unknown): Promise<T> {
		return (await this.http.post<Answer<T>>(path, body)).data.data;
	}
}

/** n8n's limit for one answer. */
const mostExecutionsAtOnce = 100;

/** A trigger first connects to RingCentral, which takes long on a busy machine. */
const publishingMilliseconds = 120_000;

/** Settings that n8n gives its editor. */
interface Settings {
	/** E.g. "2.40.7". */
	versionCli: string;
	/** Whether n8n publishes workflows after its answer. */
	useWorkflowPublicationService?: boolean;
}

interface TriggerStatus {
	status: 'activated' | 'failed';
	errorMessage: string | null;
}

interface Answer<T> {
	data: T;
}

interface RunData {
	resultData?: {
		error?: { message?: string; description?: string };
		runData?: Record<
			string,
			Array<{ data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> } }>
		>;
	};
}

function outcomeOf({ resultData }: RunData): Pick<ExecutionOutcome, 'items' | 'message'> {
	const items: Record<string, Items> = {};
	for (const [node, runs] of Object.entries(resultData?.runData ?? {})) {
		const output = runs.at(-1)?.data?.main?.[0];
		if (output) items[node] = output.map(({ json }) => json);
	}
	const { message, description } = resultData?.error ?? {};
	return {
		items,
		message: message === undefined ? undefined : [message, description].filter(Boolean).join('. '),
	};
}
