import { globSync, readFileSync } from 'node:fs';

/** Phrases in place of a noun: "the events of a node" says more than "what a node wants". */
const INDEFINITE =
	/\b(?:what|whatever|who|whoever|whichever|nothing|something|everything|anything|somebody|nobody|anybody|the ones?|those (?:that|who)|(?:at|in|of|to|with) which)\b/i;

const MOST_IN_1000_WORDS = 2;

/** The lines of comments in the package, each with its file. */
const lines = globSync(['credentials/*.ts', 'nodes/**/*.ts']).flatMap((file) =>
	[...readFileSync(file, 'utf8').matchAll(/^\s*(?:\/\/|\/?\*).*$/gm)].map(([line]) => ({
		file,
		line: line.trim(),
	})),
);

describe('comments of the package', () => {
	it('are found', () => {
		expect(lines.length).toBeGreaterThan(1_000);
	});

	it('name their subjects', () => {
		const words = lines.flatMap(({ line }) => line.match(/[\w']+/g) ?? []);
		const indefinite = lines.filter(({ line }) => INDEFINITE.test(line));

		const most = Math.floor((words.length / 1_000) * MOST_IN_1000_WORDS);
		expect(indefinite.slice(most)).toEqual([]);
	});
});
