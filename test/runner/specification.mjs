// `npm run specification`: fetches RingCentral's published API description, for the tests that need it.
import path from 'node:path';

import { installProject, SetupRefused } from '../../lab/setup.mjs';
import { runProgram } from './program.mjs';

try {
	await installProject();
} catch (error) {
	if (!(error instanceof SetupRefused)) throw error;
	console.error(error.message);
	process.exit(1);
}
const script = path.join('test', 'contract', 'fetchSpecification.mts');
const { status } = runProgram([script, ...process.argv.slice(2)], 'inherit');
process.exit(status ?? 1);
