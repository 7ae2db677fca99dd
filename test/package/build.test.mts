import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { projectRoot } from '../../lab/src/folders.mts';
import { filesBelow } from '../../lab/src/packageInstall.mts';

const run = promisify(execFile);
const notSources = new Set(['node_modules', 'dist', '.lab', '.git']);

let workshop: string;

beforeEach(async () => {
	workshop = await mkdtemp(path.join(tmpdir(), 'ringcentral-call-control-build-'));
});

afterEach(() => rm(workshop, { recursive: true, force: true }));

/** Copies the project's sources, for a test to build and spoil. */
async function copyProject(name: string): Promise<string> {
	const copy = path.join(workshop, name);
	await cp(projectRoot, copy, {
		recursive: true,
		filter: (source) => !notSources.has(path.basename(source)),
	});
	await symlink(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
	return copy;
}

async function build(project: string, ...script: string[]): Promise<void> {
	const modules = path.join(project, 'node_modules');
	await run(process.execPath, [path.join(modules, ...script), 'build'], {
		cwd: project,
		env: {
			...process.env,
			// n8n-node calls tsc by name.
			PATH: [path.join(modules, '.bin'), process.env.PATH].join(path.delimiter),
		},
	});
}

const gulp = ['gulp', 'bin', 'gulp.js'];
const n8nNode = ['@n8n', 'node-cli', 'bin', 'n8n-node.mjs'];

/** Each file of dist with its digest, short enough for the message about a difference. */
async function contentsOfDist(project: string): Promise<Record<string, string>> {
	const dist = path.join(project, 'dist');
	const files = await filesBelow(dist);
	return Object.fromEntries(
		await Promise.all(
			files.map(async (file) => {
				const content = await readFile(path.join(dist, file));
				return [file, createHash('sha256').update(content).digest('hex')] as const;
			}),
		),
	);
}

describe('gulp build', () => {
	it("makes the same dist as n8n's own tool, and the descriptions that n8n reads at its start", async () => {
		const [ours, theirs] = await Promise.all([copyProject('ours'), copyProject('theirs')]);

		await Promise.all([build(ours, ...gulp), build(theirs, ...n8nNode)]);

		const built = await contentsOfDist(ours);
		expect(Object.keys(built).length).toBeGreaterThan(0);
		// n8n's tool copies every picture of the project, also the documents' pictures.
		const expected = Object.entries(await contentsOfDist(theirs)).filter(
			([file]) => !file.startsWith('docs/'),
		);
		const descriptions = Object.entries(built).filter(([file]) => /^(known|types)\//.test(file));
		expect(descriptions.map(([file]) => file)).toEqual([
			'known/credentials.json',
			'known/nodes.json',
			'types/credentials.json',
			'types/nodes.json',
		]);
		expect(built).toEqual(Object.fromEntries([...expected, ...descriptions]));
	}, 180_000);

	it('leaves nothing of an earlier build behind', async () => {
		const project = await copyProject('project');
		await build(project, ...gulp);
		await writeFile(path.join(project, 'dist', 'left-over.js'), '');

		await build(project, ...gulp);

		expect(await filesBelow(path.join(project, 'dist'))).not.toContain('left-over.js');
	}, 180_000);

	it('refuses an icon that is not there, and names it', async () => {
		const project = await copyProject('project');
		await rm(path.join(project, 'icons', 'ringCentralCallControl.dark.svg'));

		await expect(build(project, ...gulp)).rejects.toMatchObject({
			stderr: expect.stringContaining('dist/icons/ringCentralCallControl.dark.svg'),
		});
	}, 180_000);

	it('refuses a node that package.json names and nobody wrote, and names it', async () => {
		const project = await copyProject('project');
		const manifest = path.join(project, 'package.json');
		const text = await readFile(manifest, 'utf8');
		await writeFile(manifest, text.replace('Trigger.node.js', 'Unwritten.node.js'));

		await expect(build(project, ...gulp)).rejects.toMatchObject({
			stderr: expect.stringContaining('RingCentralCallControlUnwritten.node.js'),
		});
	}, 180_000);
});
