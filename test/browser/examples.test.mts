import { readdirSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../../lab/src/folders.mts';
import type { CredentialReference } from '../../lab/src/n8nClient.mts';
import { oAuth2CredentialData, oAuth2CredentialType } from '../../lab/src/oauthConnect.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import { jwtCredentialType } from '../e2e/accounts.mts';
import { jwtCredentialFor } from '../harness/jwtCredential.mts';
import type { Stage } from '../harness/stage.mts';
import { describeInBrowser } from './chromium.mts';
import type { Editor } from './editor.mts';
import { takePicture } from './pictures.mts';
import { useStory } from './story.mts';

const folder = path.join(projectRoot, 'examples');
const names = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => path.basename(file, '.json'));

/** Credentials with n8n's default names; the story's own credential has another name. */
async function createCredentials({
	client,
	simulator,
}: Stage): Promise<Record<string, CredentialReference>> {
	const oAuth2 = await client.createCredential(
		oAuth2CredentialType,
		'RingCentral account',
		oAuth2CredentialData(simulator.url),
	);
	const jwt = await client.createCredential(
		jwtCredentialType,
		'RingCentral JWT account',
		jwtCredentialFor(simulator.url),
	);
	await client.createCredential('openAiApi', 'OpenAI account', { apiKey: 'not-looked-at' });
	await client.createCredential('postgres', 'Postgres account', { host: '127.0.0.1' });
	return { [oAuth2CredentialType]: oAuth2, [jwtCredentialType]: jwt };
}

/** Buttons of n8n lie over the names of the lowest nodes. */
async function hideButtons({ page }: Editor): Promise<void> {
	const buttons = ['[data-test-id^="execute-workflow-button"]', '[data-test-id="canvas-controls"]'];
	await page.addStyleTag({ content: `${buttons.join()} { visibility: hidden }` });
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

describeInBrowser('A user imports an example', () => {
	let stage: Stage;
	let editor: Editor;
	let created: Record<string, CredentialReference>;

	useStory(
		async (story) => {
			({ stage, editor } = story);
			created = await createCredentials(stage);
			// The editor reads the list of credentials when it is opened.
			await editor.page.reload();
		},
		{ width: 1200, height: 700 },
	);

	it.each(names)(
		'%s: no node is red, and the picture in the documentation has the same words',
		async (name) => {
			await importFile(editor, fileOf(name));

			expect(await editor.issues()).toEqual([]);
			await hideButtons(editor);
			await takePicture(editor.page, `example-${name}`, editor.canvas, 'part');
		},
	);

	it.each(names)('%s for a JWT: no node is red', async (name) => {
		await importFile(editor, fileOf(`jwt/${name}`));

		expect(await editor.issues()).toEqual([]);
	});

	// n8n shows its owner no red sign where there is no credential of that name.
	it.each(['missed-call', 'jwt/missed-call'])(
		"%s is saved with the user's credentials of n8n's default names",
		async (name) => {
			await importFile(editor, fileOf(name));

			const saved = await waitFor('The workflow that n8n has saved', () => savedCredentials());
			const type = name.startsWith('jwt/') ? jwtCredentialType : oAuth2CredentialType;
			const uses = { [type]: { id: created[type]?.id, name: created[type]?.name } };
			expect(saved).toEqual({ 'When a Call Is Missed': uses, 'Text the Caller': uses });
		},
	);

	/** By the node that uses them, once the editor has saved the workflow, which it does by itself. */
	async function savedCredentials(): Promise<Record<string, unknown> | undefined> {
		const id = /\/workflow\/(\w+)/.exec(editor.page.url())?.[1] ?? '';
		const nodes = await stage.client.nodes({ id }).catch(() => undefined);
		const users = nodes?.filter(({ credentials }) => credentials !== undefined) ?? [];
		if (users.length === 0) return undefined;
		return Object.fromEntries(users.map((node) => [node.name, node.credentials]));
	}
});
