// `npm run bench` and `npm run reliability`: completes the setup, then starts the program of the given folder,
// `bench` or `reliability`. Plain JavaScript, because it starts before any package is installed.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import {
	build,
	installN8n,
	installProject,
	node24,
	projectRoot,
	SetupRefused,
} from '../../lab/setup.mjs';

try {
	await installProject();
	await installN8n();
	await build();
} catch (error) {
	if (!(error instanceof SetupRefused)) throw error;
	console.error(error.message);
	process.exit(1);
}

const [folder = '', ...options] = process.argv.slice(2);
const main = path.join('test', folder, 'main.mts');
const { status } = spawnSync(
	node24,
	['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', main, ...options],
	{ cwd: projectRoot, stdio: 'inherit' },
);
process.exit(status ?? 1);
