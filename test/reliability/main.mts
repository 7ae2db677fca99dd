import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { format, resolveConfig } from 'prettier';

import { projectRoot } from '../../lab/src/folders.mts';
import { folderOfN8n, mainVersion } from '../../lab/src/n8nVersions.mts';
import { skipReasonOfDatabases } from '../harness/databaseServers.mts';
import { FAULTS } from './faults.mts';
import { runFault } from './faultRun.mts';
import { readFigures, writeFigures } from './figures.mts';
import { KILLS } from './kills.mts';
import { pageOf } from './page.mts';
import { openScene } from './scene.mts';

const { positionals: chosen } = parseArgs({ allowPositionals: true });
const names = [...FAULTS, ...KILLS].map(({ name }) => name);
const unknown = chosen.find((name) => !names.includes(name));
if (unknown !== undefined) {
	console.error(`There is no fault ${unknown}. They are ${names.join(', ')}.`);
	process.exit(1);
}

// n8n and the other programs end when this process exits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => process.exit(1));
}

const isChosen = ({ name }: { name: string }) => chosen.length === 0 || chosen.includes(name);
const figures = { ...(await readFigures()), machine: machine() };

const faults = FAULTS.filter(isChosen);
if (faults.length > 0) {
	const scene = await openScene();
	try {
		for (const fault of faults) {
			const outcome = await runFault(fault, scene);
			figures.faults[fault.name] = outcome;
			report(fault.name, outcome.verdicts, outcome.findings);
			await writeFigures(figures);
		}
	} finally {
		await scene.close();
	}
}
for (const kill of KILLS.filter(isChosen)) {
	const skipReason = kill.needsDatabases && skipReasonOfDatabases();
	const outcome = skipReason ? { leftOut: skipReason } : await kill.run();
	figures.kills[kill.name] = outcome;
	if ('leftOut' in outcome) report(kill.name, outcome, []);
	else {
		for (const [trigger, { ends, calls, fates, findings }] of Object.entries(outcome)) {
			report(`${kill.name}, ${trigger}`, { ends, calls, ...fates }, findings);
		}
	}
	await writeFigures(figures);
}
const missing = names.filter((name) => !(name in figures.faults) && !(name in figures.kills));
if (missing.length === 0) {
	const page = path.join(projectRoot, 'docs', 'reliability.md');
	const options = { ...(await resolveConfig(page)), filepath: page };
	await writeFile(page, await format(pageOf(figures), options));
	console.log('docs/reliability.md is written.');
} else {
	console.log(`docs/reliability.md stays as it is: ${missing.join(', ')} were not run here yet.`);
}

/** E.g. "guest-page: routed 0, reported 20, lost 0, doubled 0, broken 0", and each unexpected result once. */
function report(
	name: string,
	counts: Record<string, number | string>,
	findings: readonly string[],
): void {
	const words = Object.entries(counts).map(([word, count]) => `${word} ${count}`);
	console.log(`${name}: ${words.join(', ')}`);
	for (const finding of new Set(findings)) console.log(`    ${finding}`);
}

function machine(): string {
	const installed = path.join(folderOfN8n(mainVersion), 'node_modules', 'n8n', 'package.json');
	const { version } = JSON.parse(readFileSync(installed, 'utf8')) as { version: string };
	return `${availableParallelism()} processor cores, Node.js ${process.version}, n8n ${version}`;
}
