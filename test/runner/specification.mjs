// `npm run specification`: fetches RingCentral's published API description, for the tests that need it.
import { handOver, setUp } from '../../lab/command.mjs';
import { installProject } from '../../lab/setup.mjs';

await setUp(installProject);
handOver('test/contract/fetchSpecification.mts', ...process.argv.slice(2));
