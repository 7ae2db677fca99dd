import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { projectRoot } from '../../lab/src/folders.mts';
import { packForTest } from './packedPackage.mts';

interface ScanResult {
	passed: boolean;
	message?: string;
	details?: string;
}

/** Scans a folder as `npx @n8n/scan-community-package` scans the fetched source and tarball. */
async function scan(folder: string, kind: 'source' | 'tarball'): Promise<ScanResult> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[path.join(projectRoot, 'test', 'package', 'scan.mjs'), folder, kind],
		// Under NODE_ENV=test n8n's rules treat every file as Test.node.ts.
		{ maxBuffer: 100_000_000, env: { ...process.env, NODE_ENV: 'production' } },
	);
	return JSON.parse(stdout) as ScanResult;
}

describe("n8n's verification scan", () => {
	it('passes the source', async () => {
		expect(await scan(projectRoot, 'source')).toEqual({ passed: true });
	}, 120_000);

	it('passes the tarball', async () => {
		const packed = await packForTest();
		try {
			expect(await scan(packed.folder, 'tarball')).toEqual({ passed: true });
		} finally {
			await packed.remove();
		}
	}, 120_000);
});
