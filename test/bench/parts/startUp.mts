import { execFile } from 'node:child_process';
import { lstat, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { folderOfN8n, mainVersion } from '../../../lab/src/n8nVersions.mts';
import { filesBelow, packageName, packPackage } from '../../../lab/src/packageInstall.mts';
import { figuresOf } from '../figures.mts';
import type { Measured } from '../record.mts';
import { roundsOf, type Part } from './part.mts';

const run = promisify(execFile);

/** Popular community packages, by downloads from npm, with their versions of November 2026. */
const OTHERS = [
	{ name: 'n8n-nodes-evolution-api', version: '1.0.4' },
	{ name: 'n8n-nodes-mcp', version: '0.1.37' },
	{ name: '@mendable/n8n-nodes-firecrawl', version: '2.1.2' },
];

const QUICK_ROUNDS = 3;

interface Installed {
	name: string;
	/** The package itself. */
	folder: string;
	/** The package with its dependencies. */
	everything: string;
}

/** Measures the time that n8n takes to load a package, and its size. */
export const startUp: Part = {
	rounds: 11,
	async measure({ rounds, isQuick }) {
		const folder = await mkdtemp(path.join(tmpdir(), 'ringcentral-call-control-start-up-'));
		const loads = isQuick ? QUICK_ROUNDS : rounds;
		try {
			const packages = [await installOwn(folder)];
			for (const other of OTHERS) packages.push(await install(folder, other));
			return {
				extent: `${roundsOf(loads)}, each in a new process`,
				results: await compare(packages, loads),
			};
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	},
};

async function compare(packages: readonly Installed[], rounds: number): Promise<Measured[]> {
	const times = packages.map(() => new Array<LoadTimes>());
	for (const { folder } of packages) await loadTimes(folder);
	for (let round = 0; round < rounds; round++) {
		for (const [index, { folder }] of packages.entries()) {
			times[index]?.push(await loadTimes(folder));
		}
	}
	const results: Measured[] = [];
	for (const [index, { name, folder, everything }] of packages.entries()) {
		const files = await filesBelow(folder);
		results.push({
			name,
			setting: '',
			measures: {
				load: figuresOf((times[index] ?? []).map(({ load }) => load)),
				nodes: figuresOf((times[index] ?? []).map(({ nodes }) => nodes)),
			},
			counts: {
				files: files.filter((file) => !file.startsWith('node_modules/')).length,
				unpackedSize: await sizeOf(folder),
				sizeWithDependencies: await sizeOf(everything),
			},
		});
	}
	return results;
}

async function installOwn(parent: string): Promise<Installed> {
	const everything = path.join(parent, 'own', 'node_modules');
	const { folder } = await packPackage(path.join(everything, packageName));
	return { name: packageName, folder, everything };
}

/** Installs like n8n: without scripts, and without peer dependencies, which n8n brings. */
async function install(
	parent: string,
	{ name, version }: { name: string; version: string },
): Promise<Installed> {
	const home = path.join(parent, name.replace('/', '+'));
	await mkdir(home);
	await writeFile(path.join(home, 'package.json'), '{ "private": true }');
	await run(
		'npm',
		[
			'install',
			'--ignore-scripts',
			'--legacy-peer-deps',
			'--no-audit',
			'--no-fund',
			`${name}@${version}`,
		],
		{ cwd: home, shell: process.platform === 'win32' },
	);
	const everything = path.join(home, 'node_modules');
	return { name: `${name} ${version}`, folder: path.join(everything, name), everything };
}

/** Milliseconds from the start of n8n's loader. */
interface LoadTimes {
	/** Until n8n has the descriptions of all nodes and credentials. */
	load: number;
	/** Until the code of all nodes is loaded too. */
	nodes: number;
}

async function loadTimes(folder: string): Promise<LoadTimes> {
	const program = path.join(import.meta.dirname, '..', 'startUp', 'loadPackage.mjs');
	const n8nFolder = folderOfN8n(mainVersion);
	const { stdout } = await run(process.execPath, [program, folder, n8nFolder], {
		env: { ...process.env, NODE_PATH: path.join(n8nFolder, 'node_modules') },
	});
	const { load, nodes } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as LoadTimes;
	if (!(load > 0 && nodes >= load)) {
		throw new Error(`The load of ${folder} was not measured: ${stdout}`);
	}
	return { load, nodes };
}

/** Size of all files below a folder, in bytes. */
async function sizeOf(folder: string): Promise<number> {
	let bytes = 0;
	for (const file of await filesBelow(folder)) bytes += (await lstat(path.join(folder, file))).size;
	return bytes;
}
