import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';

import { folderOfN8n, mainVersion } from '../../lab/src/n8nVersions.mts';
import manifest from '../../package.json' with { type: 'json' };
import { readObject, readString } from '../../simulator/requestBody.mts';

const GIGABYTE = 1024 ** 3;

/** E.g. "Intel Xeon, 2 cores, 24 GB of memory". */
export function machine(): string {
	const cores = cpus();
	const model = cores[0]?.model.replaceAll(/\((R|TM)\)| CPU|Processor/g, '').trim();
	return `${model}, ${cores.length} cores, ${Math.round(totalmem() / GIGABYTE)} GB of memory`;
}

/** E.g. "this package 0.1.0, n8n 2.39.10, Node.js 24.21.0". */
export function versions(): string {
	const file = path.join(folderOfN8n(mainVersion), 'node_modules', 'n8n', 'package.json');
	const n8n = readString(readObject(JSON.parse(readFileSync(file, 'utf8'))), 'version');
	return `this package ${manifest.version}, n8n ${n8n}, Node.js ${process.versions.node}`;
}
