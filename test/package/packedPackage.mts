import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

import { labFolder } from '../../lab/src/folders.mts';
import { packPackage, type PackedPackage } from '../../lab/src/packageInstall.mts';

/**
 * Packs the built package for one test file. It is unpacked inside the project, where it finds its only
 * dependency `n8n-workflow`, as in n8n.
 */
export async function packForTest(): Promise<PackedPackage & { remove(): Promise<void> }> {
	await mkdir(labFolder, { recursive: true });
	const folder = await mkdtemp(path.join(labFolder, 'packed-'));
	return {
		...(await packPackage(folder)),
		remove: () => rm(folder, { recursive: true, force: true }),
	};
}
