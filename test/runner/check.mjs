// `npm run check`: types, lint rules and formatting, the same checks that `npm test` begins with.
import { installProject, SetupRefused } from '../../lab/setup.mjs';
import { runChecks } from './checks.mjs';

try {
	await installProject();
} catch (error) {
	if (!(error instanceof SetupRefused)) throw error;
	console.error(error.message);
	process.exit(1);
}
const { passed, failed } = runChecks();
console.log(`\n${passed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
