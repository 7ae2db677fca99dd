import type { INodeParameters } from 'n8n-workflow';

import { ringCentralHeaders } from '../harness/answers.mts';
import type { Outcome } from '../harness/engine.mts';
import type { EngineOnSimulator } from '../harness/engineOnSimulator.mts';
import { type LoggedRequest, loggedRequests } from '../harness/requestLog.mts';
import { type NodeUse, item } from './nodeUses.mts';
import type { Operation } from './specification.mts';

/** The platform's answer for the test. */
export interface PlayedAnswer {
	status: number;
	/** JSON, or text; undefined for none. */
	body?: unknown;
}

export interface NodeRun {
	/** With the items of all outputs together. */
	outcome: Outcome;
	/** The requests about calls, in order. */
	sent: LoggedRequest[];
}

/** Headers of every answer, with limits so high that no request has to wait. */
const headers = {
	...ringCentralHeaders,
	'X-Rate-Limit-Limit': '100000',
	'X-Rate-Limit-Window': '60',
};

let calls = 0;

/** An operation may read again after a refusal. */
const readsAtMost = 100;

/**
 * Runs the node in n8n's engine, on one item for each answer to its operation. With "Continue" on,
 * a refusal is an item.
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
	// Each item has another call, because the node does not send a call to the same target repeatedly.
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

/** The simulator's requests about calls, in order. */
export async function callRequests(
	simulator: EngineOnSimulator['simulator'],
): Promise<LoggedRequest[]> {
	const requests = await loggedRequests(simulator);
	return requests.filter(({ path }) => path.includes('/telephony/'));
}
