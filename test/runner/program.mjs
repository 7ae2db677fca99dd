import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { node24, projectRoot } from '../../lab/setup.mjs';

/**
 * Runs a script with the project's own Node, in the project's folder, and waits for its end.
 *
 * @param command the script and its arguments.
 * @param stdio 'inherit' shows the output, 'pipe' returns it as text.
 */
export function runProgram(command, stdio) {
	return spawnSync(node24, command, {
		cwd: projectRoot,
		stdio: ['ignore', stdio, stdio],
		encoding: 'utf8',
		maxBuffer: 100_000_000,
		env: {
			...process.env,
			// n8n-node calls tsc and eslint by name.
			PATH: [path.join(projectRoot, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter),
			CI: process.env.CI ?? 'true',
		},
	});
}
