import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { links, projectRoot, readPage } from './markdown.mts';

const examples = jsonFilesIn('examples');

function jsonFilesIn(folder: string): string[] {
	return readdirSync(path.join(projectRoot, folder)).filter((name) => name.endsWith('.json'));
}

interface ExampleNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, { id: string | null; name: string }>;
}

function nodesOf(file: string): ExampleNode[] {
	return Object(JSON.parse(readPage(file))).nodes;
}

/** An example with a JWT in place of OAuth2, otherwise unchanged. */
function withJwt(example: string): string {
	return example
		.replaceAll('"authentication": "oAuth2"', '"authentication": "jwt"')
		.replaceAll(
			'"nodeCredentialType": "ringCentralOAuth2Api"',
			'"nodeCredentialType": "ringCentralJwtApi"',
		)
		.replaceAll('"ringCentralOAuth2Api": {', '"ringCentralJwtApi": {')
		.replaceAll('"RingCentral account"', '"RingCentral JWT account"');
}

/** Apart from the layout, which the longer name of a credential changes. */
function parsed(text: string): unknown {
	return JSON.parse(text);
}

it('there are at least ten, each in both forms', () => {
	expect(examples.length).toBeGreaterThanOrEqual(10);
	expect(jsonFilesIn('examples/jwt')).toEqual(examples);
});

describe.each(examples)('%s', (name) => {
	const file = `examples/${name}`;

	// n8n gives each webhook its own ID; two workflows with the same ID cannot both be published.
	it('can be published more than once', () => {
		expect(nodesOf(file).length).toBeGreaterThan(0);
		expect(nodesOf(file).filter((node) => 'webhookId' in node)).toEqual([]);
	});

	// Without an ID n8n takes the credential of that name, which is its default name. With an empty text as ID
	// it forgets the name, adds any credential that the node could have, and none in an HTTP Request.
	it('names credentials as n8n does, by no ID', () => {
		const credentials = nodesOf(file).flatMap((node) => Object.entries(node.credentials ?? {}));
		expect(credentials.filter(([, { id }]) => id !== null)).toEqual([]);
		const names = credentials.map(([type, { name: given }]) => `${type}: ${given}`);
		expect(names).toContain('ringCentralOAuth2Api: RingCentral account');
		const known = [
			'openAiApi: OpenAI account',
			'postgres: Postgres account',
			'ringCentralOAuth2Api: RingCentral account',
		];
		expect(names.filter((given) => !known.includes(given))).toEqual([]);
	});

	it('is the same for a JWT', () => {
		expect(parsed(readPage(`examples/jwt/${name}`))).toEqual(parsed(withJwt(readPage(file))));
	});

	it('explains on the canvas its purpose and the changes, naming existing nodes', () => {
		const notes = nodesOf(file).filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(notes).toHaveLength(1);
		const content = String(notes[0]?.parameters.content);
		const [heading = ''] = content.split('\n');
		expect(heading).toBe(`## ${Object(parsed(readPage(file))).name}`);
		expect(content).toContain('To use it:');
		const named = [...content.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => words);
		const known = [...nodesOf(file).map((node) => node.name), ...tablesOf(file)];
		expect(named.filter((words) => words === undefined || !known.includes(words))).toEqual([]);
	});

	it('has a paragraph with both forms and a picture in the README of the examples', () => {
		const readme = links(readPage('examples/README.md'));
		expect(readme).toContain(name);
		expect(readme).toContain(`jwt/${name}`);
		const picture = `docs/pictures/example-${path.basename(name, '.json')}.png`;
		expect(readme).toContain(`../${picture}`);
		expect(statSync(path.join(projectRoot, picture)).size).toBeLessThan(120_000);
	});
});

/** Tables that a workflow makes, by name. */
function tablesOf(file: string): string[] {
	return nodesOf(file).flatMap(({ parameters: { tableName, query } }) => {
		if (typeof tableName === 'string') return [tableName];
		const table = /CREATE TABLE IF NOT EXISTS public\.(\w+)/.exec(String(query))?.[1];
		return table === undefined ? [] : [table];
	});
}
