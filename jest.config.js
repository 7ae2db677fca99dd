/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// A busy machine is slow, and no test is right or wrong by its time.
	testTimeout: 60_000,
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.lab/'],
};
