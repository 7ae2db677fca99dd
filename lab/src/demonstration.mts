import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { AxiosInstance } from 'axios';

import { accountManager, reception } from '../../simulator/account.mts';
import { projectRoot } from './folders.mts';
import type {
	CredentialReference,
	Execution,
	N8nClient,
	Workflow,
	WorkflowDefinition,
} from './n8nClient.mts';
import { oAuth2CredentialType } from './oauthConnect.mts';
import {
	answer,
	deliveries,
	getCall,
	hangUp,
	placeCall,
	receivedRequests,
	type PlacedCall,
} from './simulatorControl.mts';
import { waitFor } from './waiting.mts';

export interface Moment {
	text: string;
	/** Milliseconds since the epoch. */
	at: number;
}

/** A caller on the list of the example workflow. */
const vip = { phoneNumber: '+14155550188', name: 'VIP Caller' };

export type ExampleName = 'call-log' | 'vip-callers';

/** The example workflows, active. */
export type Examples = Record<ExampleName, Workflow>;

/** Reads an example and gives it the credential. */
export async function readExample(
	name: ExampleName,
	credential: CredentialReference,
): Promise<WorkflowDefinition> {
	const file = path.join(projectRoot, 'examples', `${name}.json`);
	const example = JSON.parse(await readFile(file, 'utf8')) as WorkflowDefinition;
	return {
		...example,
		nodes: example.nodes.map((node) =>
			node.credentials === undefined
				? node
				: { ...node, credentials: { [oAuth2CredentialType]: credential } },
		),
	};
}

/**
 * Lets a VIP ring Reception and follows the call through the active example workflows: until the
 * account manager has answered it, and then until the call is over and in the call log.
 *
 * @param report called at each moment, in order
 * @throws {NotSeen} naming the first moment that did not come
 */
export async function routeOneCall(
	{ n8n, control, examples }: { n8n: N8nClient; control: AxiosInstance; examples: Examples },
	report: (moment: Moment) => void,
): Promise<void> {
	const routing = await newExecutionOf(n8n, examples['vip-callers']);
	const writing = await newExecutionOf(n8n, examples['call-log']);

	report({ text: 'A VIP calls Reception', at: Date.now() });
	const call = await placeCall(control, vip, { phoneNumber: String(reception.directNumber) });

	const event = await waitFor("RingCentral's event about the ringing phone", async () =>
		(await deliveries(control)).find(
			({ kind, telephonySessionId, status }) =>
				kind === 'event' && telephonySessionId === call.telephonySessionId && status !== null,
		),
	);
	report({ text: "Reception's phone rings, RingCentral sends n8n the event", at: event.at });
	if (event.status !== 200) {
		throw new Error(`n8n answered RingCentral's event with ${event.status} instead of 200`);
	}

	const execution = await waitFor('An execution of the workflow', routing);
	report({ text: 'n8n starts the workflow', at: Date.parse(execution.startedAt) });

	const forward = await waitFor('The request to forward the call', async () =>
		(await receivedRequests(control)).find(
			({ path: requested }) =>
				requested.includes(call.telephonySessionId) && requested.endsWith('/forward'),
		),
	).catch(async (reason: unknown) => {
		const { status, message } = await n8n.execution(execution.id);
		throw new Error(
			`${reason instanceof Error ? reason.message : String(reason)}. The execution is at "${status}"${message === undefined ? '' : `: ${message}`}`,
		);
	});
	report({ text: 'RingCentral receives the request to forward the call', at: forward.at });
	if (forward.status >= 300) {
		throw new Error(`RingCentral refused to forward the call (${forward.status})`);
	}

	const partyId = await partyOfAccountManager(control, call, 'Proceeding');
	report({ text: "The account manager's phone rings", at: Date.now() });

	await answer(control, call, partyId);
	await partyOfAccountManager(control, call, 'Answered');
	report({ text: 'The account manager answers', at: Date.now() });

	await hangUp(control, call);
	report({ text: 'The call is over', at: Date.now() });
	const log = await waitFor('An execution that writes the call down', async () => {
		const started = await writing();
		return started?.status === 'success' ? started : undefined;
	});
	const { items } = await n8n.execution(log.id);
	const { outcome } = items['Line of the Call Log']?.[0] ?? {};
	report({
		text: `n8n writes the call down as "${String(outcome)}"`,
		at: Date.parse(log.startedAt),
	});
}

/** Returns a function that finds the workflow's first execution from now on. */
async function newExecutionOf(
	n8n: N8nClient,
	workflow: Workflow,
): Promise<() => Promise<Execution | undefined>> {
	const known = new Set((await n8n.executions(workflow)).map(({ id }) => id));
	return async () => (await n8n.executions(workflow)).find(({ id }) => !known.has(id));
}

function partyOfAccountManager(
	control: AxiosInstance,
	call: PlacedCall,
	code: 'Proceeding' | 'Answered',
): Promise<string> {
	return waitFor(`The account manager's leg at status ${code}`, async () => {
		const { parties } = await getCall(control, call);
		return parties.find(
			({ extensionId, status }) => extensionId === accountManager.id && status.code === code,
		)?.id;
	});
}
