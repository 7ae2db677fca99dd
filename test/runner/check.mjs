// `npm run check`: types, lint rules and formatting, the same checks that `npm test` begins with.
import { setUp } from '../../lab/command.mjs';
import { installProject } from '../../lab/setup.mjs';
import { runChecks } from './checks.mjs';

await setUp(installProject);
const { passed, failed } = runChecks();
console.log(`\n${passed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
