// `npm run check-account`: completes the setup, then hands over to the check itself, which needs Node 24.
import { spawn } from 'node:child_process';
import path from 'node:path';

import { installProject, node24, projectRoot, SetupRefused } from './setup.mjs';

try {
	await installProject();
} catch (error) {
	if (!(error instanceof SetupRefused)) throw error;
	console.error(error.message);
	process.exit(1);
}

const check = spawn(
	node24,
	[path.join(projectRoot, 'lab', 'accountCheck', 'main.mts'), ...process.argv.slice(2)],
	{ stdio: 'inherit' },
);
// The terminal sends Ctrl-C to the check as well, which then signs out.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => check.kill('SIGTERM'));
check.on('exit', (code) => process.exit(code ?? 1));
