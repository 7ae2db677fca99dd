import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { projectRoot } from '../../lab/src/folders.mts';
import { jwtCredentialType } from '../e2e/accounts.mts';
import { jwtCredentialFor } from '../harness/jwtCredential.mts';
import type { Stage } from '../harness/stage.mts';
import { describeInBrowser } from './chromium.mts';
import type { Editor } from './editor.mts';
import { takePicture } from './pictures.mts';
import { beginStory, type Story } from './story.mts';

jest.setTimeout(120_000);

const folder = path.join(projectRoot, 'examples');
const names = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => path.basename(file, '.json'));

/** Beside the story's own OAuth2 credential: n8n chooses the only one of a type by itself. */
async function createCredentials({ client, simulator }: Stage): Promise<void> {
	await client.createCredential(
		jwtCredentialType,
		'RingCentral JWT account',
		jwtCredentialFor(simulator.url),
	);
	await client.createCredential('openAiApi', 'OpenAI account', { apiKey: 'not-looked-at' });
	await client.createCredential('postgres', 'Postgres account', { host: '127.0.0.1' });
}

/** Imports a workflow into a new one and shows all of it. */
async function importFile(editor: Editor, file: string): Promise<void> {
	await editor.newWorkflow();
	await editor.importFile(file);
	await editor.showWholeCanvas();
}

function fileOf(name: string): string {
	return path.join(folder, `${name}.json`);
}

describeInBrowser('Somebody imports an example', () => {
	let story: Story | undefined;
	let editor: Editor;

	beforeAll(async () => {
		story = await beginStory({ width: 1200, height: 700 });
		({ editor } = story);
		await createCredentials(story.stage);
		// The editor reads the list of credentials when it is opened.
		await editor.page.reload();
	});

	afterAll(async () => {
		await story?.close();
	});

	it.each(names)(
		'%s for a JWT: nothing is left to choose, and the picture shows it',
		async (name) => {
			await importFile(editor, fileOf(`jwt/${name}`));

			expect(await editor.issues()).toEqual([]);
			await takePicture(editor.page, `example-${name}`, editor.canvas, 'part');
		},
	);

	it.each(names)('%s: nothing is left to choose but the credential', async (name) => {
		const { nodes } = JSON.parse(await readFile(fileOf(name), 'utf8'));
		const withCredential: string[] = nodes.flatMap(
			(node: { name: string; credentials?: object }) =>
				node.credentials === undefined ? [] : [node.name],
		);
		await importFile(editor, fileOf(name));

		for (const issue of await editor.issues()) {
			expect(issue.split('\n').some((line) => withCredential.includes(line))).toBe(true);
		}
	});
});
