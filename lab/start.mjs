// `npm start`: completes the setup, then hands over to the lab itself, which needs Node 24.
import { spawn } from 'node:child_process';
import path from 'node:path';

import { build, installN8n, installProject, node24, projectRoot, SetupRefused } from './setup.mjs';

try {
	await installProject();
	await installN8n();
	await build();
} catch (error) {
	if (!(error instanceof SetupRefused)) throw error;
	console.error(error.message);
	process.exit(1);
}

const lab = spawn(node24, [path.join('lab', 'main.mts'), ...process.argv.slice(2)], {
	cwd: projectRoot,
	stdio: 'inherit',
});
// The terminal sends Ctrl-C to the lab as well; this process waits until the lab has tidied up.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => lab.kill('SIGTERM'));
lab.on('exit', (code) => process.exit(code ?? 1));
