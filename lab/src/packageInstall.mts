import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { projectRoot } from './folders.mts';

const run = promisify(execFile);

/** The package as npm would publish it, unpacked. */
export interface PackedPackage {
	folder: string;
	/** Paths inside the package, e.g. "dist/icons/ringCentralCallControl.svg", sorted. */
	files: string[];
}

export const packageName = 'n8n-nodes-ringcentral-call-control';

/** Packs the built package as `npm publish` would and unpacks the tarball into a folder. */
export async function packPackage(folder: string): Promise<PackedPackage> {
	const workshop = await mkdtemp(path.join(tmpdir(), 'ringcentral-call-control-'));
	try {
		await run('npm', ['pack', '--ignore-scripts', '--pack-destination', workshop], {
			cwd: projectRoot,
			shell: process.platform === 'win32',
		});
		const [tarball] = await readdir(workshop);
		if (tarball === undefined) throw new Error('npm pack made no tarball');
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		await run('tar', ['-xzf', path.join(workshop, tarball), '-C', folder, '--strip-components=1']);
	} finally {
		await rm(workshop, { recursive: true, force: true });
	}
	return { folder, files: await filesBelow(folder) };
}

/** Puts the packed package into the folder of n8n's community nodes. */
export async function installPackage(userFolder: string, { folder }: PackedPackage): Promise<void> {
	const nodes = path.join(userFolder, '.n8n', 'nodes', 'node_modules');
	await mkdir(nodes, { recursive: true });
	const target = path.join(nodes, packageName);
	await rm(target, { recursive: true, force: true });
	await cp(folder, target, { recursive: true });
}

/** Relative paths of all files below a folder, with forward slashes, sorted. */
export async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.map((file) => file.split(path.sep).join('/'))
		.sort();
}
