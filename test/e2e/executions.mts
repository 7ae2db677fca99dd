import type { Execution, ExecutionOutcome, N8nClient, Workflow } from '../../lab/src/n8nClient.mts';
import { waitFor } from '../../lab/src/waiting.mts';

/** Waits until a workflow has this many finished executions; returns them oldest first. */
export async function finishedExecutions(
	client: N8nClient,
	workflow: Workflow,
	count: number,
	timeoutMilliseconds?: number,
): Promise<ExecutionOutcome[]> {
	const finished = await waitFor(
		`Execution number ${count}`,
		async () => {
			const executions = await client.executions(workflow);
			return executions.length >= count && executions.every(hasEnded) ? executions : undefined;
		},
		timeoutMilliseconds,
	);
	return Promise.all(finished.reverse().map(({ id }) => client.execution(id)));
}

/** Waits for the end of the execution that a call has started; returns all executions, oldest first. */
export async function executionsUpTo(
	client: N8nClient,
	workflow: Workflow,
	{ telephonySessionId }: { telephonySessionId: string },
): Promise<ExecutionOutcome[]> {
	return waitFor('The execution for the call', async () => {
		const executions = await client.executions(workflow);
		if (!executions.every(hasEnded)) return undefined;
		const outcomes = await Promise.all(executions.reverse().map(({ id }) => client.execution(id)));
		return outcomes.some((outcome) => sessionOf(outcome) === telephonySessionId)
			? outcomes
			: undefined;
	});
}

/** The call of an execution, from its trigger's item. */
export function sessionOf({ items }: ExecutionOutcome): unknown {
	return Object.values(items)[0]?.[0]?.telephonySessionId;
}

/** Runs a workflow by hand and waits until it has ended. */
export async function runByHand(
	client: N8nClient,
	workflow: Workflow,
	triggerName: string,
): Promise<ExecutionOutcome> {
	const { executionId } = await client.run(workflow, triggerName);
	await waitFor('The end of the execution', async () =>
		(await client.executions(workflow)).find((one) => one.id === executionId && hasEnded(one)),
	);
	return client.execution(executionId);
}

function hasEnded({ status }: Execution): boolean {
	return !['new', 'running', 'waiting'].includes(status);
}
