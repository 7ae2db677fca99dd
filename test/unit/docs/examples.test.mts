import { readdirSync } from 'node:fs';
import path from 'node:path';

import { projectRoot, readPage } from './markdown.mts';

const examples = readdirSync(path.join(projectRoot, 'examples')).filter((name) =>
	name.endsWith('.json'),
);

// n8n gives each webhook an ID of its own; two workflows with the same one cannot both be published.
it.each(examples)('%s can be published more than once', (name) => {
	const workflow: unknown = JSON.parse(readPage(`examples/${name}`));
	const nodes: unknown[] = Object(workflow).nodes;

	expect(nodes.length).toBeGreaterThan(0);
	expect(nodes.filter((node) => 'webhookId' in Object(node))).toEqual([]);
});
