// Loads the nodes and credentials of a package as n8n does when it starts, and says how many milliseconds that
// took, without n8n-workflow, which n8n has loaded before.
// Usage: NODE_PATH=<modules of n8n> node loadPackage.mjs <folder of the package>
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

const folder = process.argv[2];
const load = createRequire(path.join(folder, 'package.json'));
const { n8n } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

load('n8n-workflow');
const start = performance.now();
for (const file of [...(n8n.credentials ?? []), ...n8n.nodes]) {
	const [className] = path.basename(file).split('.');
	new (load(path.join(folder, file))[className])();
}
console.log(performance.now() - start);
