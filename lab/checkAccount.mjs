// `npm run check-account`: completes the setup, then runs the check.
import { handOver, setUp } from './command.mjs';
import { installProject } from './setup.mjs';

await setUp(installProject);
handOver('lab/accountCheck/main.mts', ...process.argv.slice(2));
