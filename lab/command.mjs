// The beginning of each npm script that has to complete the setup first. It starts before any package is
// installed, so it is plain JavaScript without dependencies.
import { spawn } from 'node:child_process';

import { node24, projectRoot, SetupRefused } from './setup.mjs';

/** Runs steps of the setup in turn; ends the process, with the reason, when one is refused. */
export async function setUp(...steps) {
	try {
		for (const step of steps) await step();
	} catch (error) {
		if (!(error instanceof SetupRefused)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}

/**
 * Runs a program with Node 24 in the project's folder, and ends this process with its exit code.
 *
 * @param command the arguments of Node: options, the program's file and its arguments.
 */
export function handOver(...command) {
	const program = spawn(node24, command, { cwd: projectRoot, stdio: 'inherit' });
	// The terminal sends Ctrl-C to the program as well; this process waits until it has tidied up.
	process.on('SIGINT', () => {});
	process.on('SIGTERM', () => program.kill('SIGTERM'));
	program.on('exit', (code) => process.exit(code ?? 1));
}
