import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator } from 'playwright-core';

import { projectRoot } from '../../lab/src/folders.mts';
import {
	connectOAuth2,
	oAuth2CredentialData,
	oAuth2CredentialType,
} from '../../lab/src/oauthConnect.mts';
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

/** Under the names that n8n gives credentials by itself. */
async function createCredentials({ client, simulator }: Stage): Promise<void> {
	const oAuth2 = await client.createCredential(
		oAuth2CredentialType,
		'RingCentral account',
		oAuth2CredentialData(simulator.url),
	);
	await connectOAuth2(client, oAuth2);
	await client.createCredential(
		jwtCredentialType,
		'RingCentral JWT account',
		jwtCredentialFor(simulator.url),
	);
	await client.createCredential('openAiApi', 'OpenAI account', { apiKey: 'not-looked-at' });
	await client.createCredential('postgres', 'Postgres account', { host: '127.0.0.1' });
}

type InputFile = Parameters<Locator['setInputFiles']>[0];

/** Imports a workflow into a new one and shows all of it. */
async function importFile(editor: Editor, file: InputFile): Promise<void> {
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
	});

	afterAll(async () => {
		await story?.close();
	});

	it.each(names)('%s: no node is red, and the picture of the README shows it', async (name) => {
		await importFile(editor, fileOf(name));

		expect(await editor.issues()).toEqual([]);
		await takePicture(editor.page, `example-${name}`, editor.canvas, 'part');
	});

	it.each(names)('%s for a JWT: no node is red', async (name) => {
		await importFile(editor, fileOf(`jwt/${name}`));

		expect(await editor.issues()).toEqual([]);
	});

	it('and sees a red node where no credential has the name that the example gives', async () => {
		const file = await readFile(path.join(folder, 'after-hours.json'), 'utf8');
		const unnamed = file.replaceAll('"RingCentral account"', '"Somebody else"');

		await importFile(editor, {
			name: 'unnamed.json',
			mimeType: 'application/json',
			buffer: Buffer.from(unnamed),
		});

		expect((await editor.issues()).length).toBeGreaterThan(0);
	});
});
