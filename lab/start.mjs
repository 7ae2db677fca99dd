// `npm start`: completes the setup, then runs the lab.
import { handOver, setUp } from './command.mjs';
import { build, installN8n, installProject } from './setup.mjs';

await setUp(installProject, installN8n, build);
handOver('lab/main.mts', ...process.argv.slice(2));
