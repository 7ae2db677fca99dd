import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { projectRoot } from '../../lab/src/folders.mts';
import type { N8nClient, Workflow, WorkflowDefinition } from '../../lab/src/n8nClient.mts';
import type { NodeCredentials } from './workflows.mts';

/** Parameters to fill in after the import, by the name of their node. */
export type Changes = Record<string, Record<string, unknown>>;

/**
 * Imports an example as a user with these credentials does, and then fills in parameters.
 *
 * @param name of the file without its ending, e.g. "jwt/missed-call"
 * @throws {Error} when a change names a node that the example does not have
 */
export async function importExample(
	client: N8nClient,
	name: string,
	credentials: NodeCredentials,
	changes: Changes = {},
): Promise<Workflow> {
	const file = path.join(projectRoot, 'examples', `${name}.json`);
	const example = JSON.parse(await readFile(file, 'utf8')) as WorkflowDefinition;
	const names = example.nodes.map((node) => node.name);
	const unknown = Object.keys(changes).filter((node) => !names.includes(node));
	if (unknown.length > 0) throw new Error(`${name} has no node ${unknown.join(', ')}`);
	return client.createWorkflow({
		...example,
		nodes: example.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changes[node.name] },
			...(node.credentials && {
				credentials: Object.fromEntries(
					Object.entries(node.credentials).map(([type, named]) => [
						type,
						credentials[type] ?? named,
					]),
				),
			}),
		})),
	});
}

/** Sends the page of a published form, with the values of its fields in their order. */
export async function sendForm(
	client: N8nClient,
	n8nUrl: string,
	workflow: Workflow,
	values: readonly string[],
): Promise<void> {
	const nodes = await client.nodes(workflow);
	const form = nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	const body = new FormData();
	values.forEach((value, index) => body.append(`field-${index}`, value));
	const answer = await fetch(`${n8nUrl}/form/${form?.webhookId}`, { method: 'POST', body });
	if (!answer.ok) throw new Error(`n8n answered the form with ${answer.status}`);
}
