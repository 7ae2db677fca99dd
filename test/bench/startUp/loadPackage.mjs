// Loads a package with n8n's own loader, as at the start of n8n, and then each of its nodes, as for a workflow that
// uses it. Prints a JSON object of milliseconds from the start; n8n itself is loaded before.
// Usage: NODE_PATH=<modules of n8n> node loadPackage.mjs <folder of the package> <folder of n8n>
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

const [packageFolder, n8nFolder] = process.argv.slice(2);
const { LazyPackageDirectoryLoader } = createRequire(path.join(n8nFolder, 'package.json'))(
	'n8n-core',
);

const start = performance.now();
const loader = new LazyPackageDirectoryLoader(packageFolder);
await loader.loadAll();
// n8n requests each credential once it has all packages: LoadNodesAndCredentials.postProcessLoaders.
for (const credential of Object.keys(loader.known.credentials)) loader.getCredential(credential);
const load = performance.now() - start;
for (const node of Object.keys(loader.known.nodes)) loader.getNode(node);
const nodes = performance.now() - start;
console.log(JSON.stringify({ load, nodes }));
// n8n-core keeps the process alive.
process.exit(0);
