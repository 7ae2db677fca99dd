import type { INodeParameters } from 'n8n-workflow';

import type { Outcome } from '../harness/engine.mts';
import type { EngineOnSimulator } from '../harness/engineOnSimulator.mts';
import { type LoggedRequest, loggedRequests } from '../harness/requestLog.mts';
import { type NodeUse, item } from './nodeUses.mts';
import type { Operation } from './specification.mts';

/** What the platform is made to answer. */
export interface PlayedAnswer {
	status: number;
	/** JSON, or text; undefined for none. */
	body?: unknown;
}

export interface NodeRun {
	/** With the items of all outputs together. */
	outcome: Outcome;
	/** The requests about calls, in turn. */
	sent: LoggedRequest[];
}

/** What RingCentral tells with every answer, so that nothing waits for it. */
const headers = {
	RCRequestId: 'a8e3b6a2-0000-4000-8000-000000000001',
	'X-Rate-Limit-Limit': '100000',
	'X-Rate-Limit-Window': '60',
};

let calls = 0;

/** An operation may read again after it was refused. */
const readsAtMost = 100;

/**
 * Runs the node in n8n's engine, on as many items as there are answers to the operation that it
 * is to send. With "Continue" on, a refusal is an item.
 */
export async function runNode(
	{ engine, simulator }: EngineOnSimulator,
	use: NodeUse,
	operation: Operation,
	answers: readonly PlayedAnswer[],
	parameters: INodeParameters = {},
): Promise<NodeRun> {
	const { control } = simulator;
	await control.delete('/faults');
	await control.delete('/requests');
	for (const { path, body } of use.reads) {
		const read = { method: 'GET', path: `/${path}[^/]*$`, status: 200, body, headers };
		await control.post('/faults', { ...read, times: readsAtMost });
	}
	for (const answer of answers) {
		const { method, pattern } = operation;
		await control.post('/faults', { method, path: pattern.source, headers, ...answer });
	}
	// Each is about another call, since one call is not sent to the same place again and again.
	const items = answers.map(() => ({
		...item,
		telephonySessionId: `${item.telephonySessionId}${++calls}`,
	}));
	const outcome = await engine.run(use.workflow, items, {
		parameters: { ...use.parameters, ...parameters },
		onError: 'continueRegularOutput',
	});
	return {
		outcome: { ...outcome, items: outcome.outputs.flat() },
		sent: await callRequests(simulator),
	};
}

/** What the simulator was asked about calls, in turn. */
export async function callRequests(
	simulator: EngineOnSimulator['simulator'],
): Promise<LoggedRequest[]> {
	const requests = await loggedRequests(simulator);
	return requests.filter(({ path }) => path.includes('/telephony/'));
}
