import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The rooms of the pure code. Each uses those below it only. */
const CALLS = ['choice', 'history', 'order', 'output', 'parties', 'events'];

/** The other rooms, and the rooms that each uses beside itself and `calls`. */
const ROOMS: Record<string, readonly string[]> = {
	actions: ['descriptions', 'transport', 'processMemory'],
	descriptions: [],
	methods: ['transport'],
	'triggers/shared': ['descriptions', 'transport', 'processMemory'],
	'triggers/stream': ['descriptions', 'transport', 'triggers/shared'],
	'triggers/webhook': ['transport', 'triggers/shared'],
	transport: [],
	processMemory: [],
};

const root = 'nodes/RingCentralCallControl';

/** "file imports file", of all files in the rooms. */
const imports = globSync(`${root}/*/**/*.ts`).flatMap((file) =>
	[...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, target = '']) => ({
		file: path.relative(root, file),
		target: path.relative(root, path.resolve(path.dirname(file), target)),
	})),
);

function roomOf(file: string): string {
	const [first = '', second = ''] = file.split(path.sep);
	return first === 'triggers' || first === 'calls' ? `${first}/${second}` : first;
}

function isAllowed(from: string, to: string): boolean {
	if (from === to) return true;
	if (!from.startsWith('calls/'))
		return to.startsWith('calls/') || ROOMS[from]?.includes(to) === true;
	const [above, below] = [from, to].map((room) => CALLS.indexOf(room.replace('calls/', '')));
	return above !== undefined && below !== undefined && above < below;
}

it('has found the rooms', () => {
	expect(imports.length).toBeGreaterThan(400);
	expect([...new Set(imports.map(({ file }) => roomOf(file)))].sort()).toEqual(
		expect.arrayContaining(['actions', 'calls/choice', 'calls/events', 'triggers/webhook']),
	);
});

it('lets arrows point in one direction', () => {
	expect(imports.filter(({ file, target }) => !isAllowed(roomOf(file), roomOf(target)))).toEqual(
		[],
	);
});

it('keeps the pure code free of n8n and of HTTP', () => {
	const outside = globSync(`${root}/calls/**/*.ts`).filter((file) =>
		/from '[^.]/.test(readFileSync(file, 'utf8')),
	);

	// The types of the API are RingCentral's own, and gone at run time.
	expect(outside.map((file) => path.basename(file))).toEqual(['contract.ts']);
});
