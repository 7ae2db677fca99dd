// `npm run bench` and `npm run reliability`: completes the setup, then runs the program of the given folder,
// `bench` or `reliability`.
import { handOver, setUp } from '../../lab/command.mjs';
import { build, installN8n, installProject } from '../../lab/setup.mjs';

const [folder, ...options] = process.argv.slice(2);
await setUp(installProject, installN8n, build);
handOver('--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `test/${folder}/main.mts`, ...options);
