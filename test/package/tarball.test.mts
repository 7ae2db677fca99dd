import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';

import { packForTest } from './packedPackage.mts';

let packed: Awaited<ReturnType<typeof packForTest>>;

beforeAll(async () => {
	packed = await packForTest();
}, 60_000);

afterAll(() => packed.remove());

async function readManifest(): Promise<Record<string, unknown>> {
	return JSON.parse(await readFile(path.join(packed.folder, 'package.json'), 'utf8')) as Record<
		string,
		unknown
	>;
}

describe('The tarball that npm would publish', () => {
	it('holds the build, the entry point and the papers, and nothing else', () => {
		const outsideDist = packed.files.filter((file) => !file.startsWith('dist/'));

		expect(outsideDist).toEqual(['LICENSE', 'README.md', 'index.js', 'package.json']);
	});

	it('holds only code, icons, codex files and the descriptions that n8n reads at its start in dist', () => {
		const strangers = packed.files.filter(
			(file) =>
				file.startsWith('dist/') &&
				!/^dist\/(nodes|credentials)\/.*\.js$/.test(file) &&
				!/^dist\/nodes\/.*\.node\.json$/.test(file) &&
				!/^dist\/icons\/.*\.svg$/.test(file) &&
				!/^dist\/(known|types)\/(nodes|credentials)\.json$/.test(file),
		);

		expect(strangers).toEqual([]);
	});

	it('has a codex file beside every node', async () => {
		const { nodes } = (await readManifest()).n8n as { nodes: string[] };

		for (const node of nodes) {
			expect(packed.files).toContain(node.replace(/\.js$/, '.json'));
		}
	});

	it('asks npm for nothing but n8n-workflow, which n8n brings', async () => {
		const manifest = await readManifest();

		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest).not.toHaveProperty('optionalDependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('loads no other module than n8n-workflow, node:crypto and its own', async () => {
		const strangers: string[] = [];
		for (const file of packed.files.filter((name) => name.endsWith('.js'))) {
			const code = await readFile(path.join(packed.folder, file), 'utf8');
			for (const [, name = ''] of code.matchAll(/(?:require|import)\(["'`]([^"'`]+)["'`]\)/g)) {
				if (!name.startsWith('.') && !['n8n-workflow', 'node:crypto'].includes(name)) {
					strangers.push(`${file}: ${name}`);
				}
			}
		}

		expect(strangers).toEqual([]);
	});

	it('runs no script when it is installed', async () => {
		const { scripts } = (await readManifest()) as { scripts: Record<string, string> };

		expect(Object.keys(scripts)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$|^prepare$/)]),
		);
	});

	it("is loaded by n8n's own loader, with all nodes and credentials", async () => {
		const loader = new PackageDirectoryLoader(packed.folder);

		await loader.loadAll();

		expect(loader.types.nodes.map(({ name }) => name).sort()).toEqual([
			'ringCentralCallControl',
			'ringCentralCallControlTrigger',
			'ringCentralCallStreamTrigger',
		]);
		expect(loader.types.credentials.map(({ name }) => name).sort()).toEqual([
			'ringCentralJwtApi',
			'ringCentralOAuth2Api',
		]);
	});

	it('lets n8n start without loading a node, and says of each what its code says', async () => {
		const atStart = new LazyPackageDirectoryLoader(packed.folder);
		const fromCode = new PackageDirectoryLoader(packed.folder);

		await Promise.all([atStart.loadAll(), fromCode.loadAll()]);

		expect(atStart.isLazyLoaded).toBe(true);
		expect(atStart.nodeTypes).toEqual({});
		expect(atStart.known).toEqual(asJson(fromCode.known));
		// n8n's loader lists the whole node, its generator the description alone.
		const descriptions = Object.values(fromCode.nodeTypes).map(({ type }) =>
			'description' in type ? type.description : {},
		);
		expect(atStart.types.nodes).toEqual(
			descriptions.map((description) => ({
				...asJson(description),
				__loadOptionsMethods: undefined,
			})),
		);
		expect(atStart.types.credentials).toEqual(asJson(fromCode.types.credentials));
	});
});

function asJson<Value extends object>(value: Value): Value {
	return JSON.parse(JSON.stringify(value)) as Value;
}
