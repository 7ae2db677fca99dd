// Mutation testing: `npm run mutate -- PATH`. test/runner/mutate.mjs chooses the mutated files, and the tests:
// paths relative to the project's folder.
const tests = JSON.parse(process.env.MUTATION_TESTS ?? '["test/unit/"]');

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: {
		configFile: 'jest.config.js',
		enableFindRelatedTests: false,
		config: {
			testMatch: tests.map(
				(place) => `<rootDir>/${place}${place.endsWith('/') ? '**/*.test.mts' : ''}`,
			),
		},
	},
	coverageAnalysis: 'perTest',
	// The tests need neither the build nor the lab's installations, and the latter are large.
	ignorePatterns: ['/dist', '/.lab', '/docs'],
	tempDirName: '.lab/mutation/sandbox',
	reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
	htmlReporter: { fileName: '.lab/mutation/report.html' },
	jsonReporter: { fileName: '.lab/mutation/report.json' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	concurrency: 1,
	timeoutMS: 4_000,
	allowEmpty: false,
};
