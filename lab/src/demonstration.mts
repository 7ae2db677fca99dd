import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { AxiosInstance } from 'axios';

import { accountManager, reception } from '../../simulator/account.mts';
import { projectRoot } from './folders.mts';
import type { CredentialReference, N8nClient, Workflow, WorkflowDefinition } from './n8nClient.mts';
import { oAuth2CredentialType } from './oauthConnect.mts';
import {
	answer,
	deliveries,
	getCall,
	placeCall,
	receivedRequests,
	type PlacedCall,
} from './simulatorControl.mts';
import { waitFor } from './waiting.mts';

/** One moment of the demonstration call. */
export interface Moment {
	what: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** A caller on the list of the example workflow. */
const vip = { phoneNumber: '+14155550188', name: 'VIP Caller' };

/** Reads the example "VIP callers ring the account manager" and lets it use the given account. */
export async function readExample(credential: CredentialReference): Promise<WorkflowDefinition> {
	const file = path.join(projectRoot, 'examples', 'vip-callers.json');
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
 * Lets a VIP ring Reception and follows the call through the active example workflow until the
 * account manager has answered it.
 *
 * @param report hears of each moment as soon as it is seen; the moments come in order
 * @throws {NotSeen} naming the first moment that did not come
 */
export async function routeOneCall(
	{ n8n, control, workflow }: { n8n: N8nClient; control: AxiosInstance; workflow: Workflow },
	report: (moment: Moment) => void,
): Promise<void> {
	const known = new Set((await n8n.executions(workflow)).map(({ id }) => id));

	report({ what: 'A VIP calls Reception', at: Date.now() });
	const call = await placeCall(control, vip, { phoneNumber: String(reception.directNumber) });

	const event = await waitFor("RingCentral's event about the ringing phone", async () =>
		(await deliveries(control)).find(
			({ kind, telephonySessionId, status }) =>
				kind === 'event' && telephonySessionId === call.telephonySessionId && status !== null,
		),
	);
	report({ what: "Reception's phone rings, RingCentral sends n8n the event", at: event.at });
	if (event.status !== 200) {
		throw new Error(`n8n answered RingCentral's event with ${event.status} instead of 200`);
	}

	const execution = await waitFor('An execution of the workflow', async () =>
		(await n8n.executions(workflow)).find(({ id }) => !known.has(id)),
	);
	report({ what: 'n8n starts the workflow', at: Date.parse(execution.startedAt) });

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
	report({ what: 'RingCentral receives the request to forward the call', at: forward.at });
	if (forward.status >= 300) {
		throw new Error(`RingCentral refused to forward the call (${forward.status})`);
	}

	const partyId = await partyOfAccountManager(control, call, 'Proceeding');
	report({ what: "The account manager's phone rings", at: Date.now() });

	await answer(control, call, partyId);
	await partyOfAccountManager(control, call, 'Answered');
	report({ what: 'The account manager answers', at: Date.now() });
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
