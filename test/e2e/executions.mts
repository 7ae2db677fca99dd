import type { Execution, ExecutionOutcome, N8nClient, Workflow } from '../../lab/src/n8nClient.mts';
import { waitFor } from '../../lab/src/waiting.mts';

/** Waits until a workflow has this many executions, all finished; gives them oldest first. */
export async function finishedExecutions(
	client: N8nClient,
	workflow: Workflow,
	count: number,
): Promise<ExecutionOutcome[]> {
	const finished = await waitFor(`Execution number ${count}`, async () => {
		const executions = await client.executions(workflow);
		return executions.length >= count && executions.every(hasEnded) ? executions : undefined;
	});
	return Promise.all(finished.reverse().map(({ id }) => client.execution(id)));
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
