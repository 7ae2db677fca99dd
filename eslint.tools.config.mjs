// Rules for code that is not shipped: the simulator, the lab, the tests and the scripts of the project.
// n8n's own rules (eslint.config.mjs) are for nodes and forbid timers and `process`.
import { createRequire } from 'node:module';

// typescript-eslint is a dependency of n8n's tool only.
const fromNodeCli = createRequire(createRequire(import.meta.url).resolve('@n8n/node-cli/eslint'));
const tseslint = fromNodeCli('typescript-eslint');
const eslint = fromNodeCli('@eslint/js');

export default tseslint.config(
	{ ignores: ['**/node_modules/', 'dist/', '.lab/', '**/*.ts'] },
	eslint.configs.recommended,
	{
		files: ['**/*.{js,mjs}'],
		languageOptions: {
			globals: {
				process: false,
				console: false,
				URL: false,
				__dirname: false,
				module: true,
				require: false,
				exports: true,
			},
		},
	},
	{
		// The page of virtual phones runs in a browser.
		files: ['simulator/page/public/*.js'],
		languageOptions: {
			globals: {
				addEventListener: false,
				CSS: false,
				dispatchEvent: false,
				document: false,
				Event: false,
				EventSource: false,
				fetch: false,
				FormData: false,
				navigator: false,
				process: 'off',
				require: 'off',
				module: 'off',
				exports: 'off',
				__dirname: 'off',
			},
		},
		rules: { eqeqeq: 'error', 'no-console': 'error' },
	},
	{
		files: ['**/*.mts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.tools.json', tsconfigRootDir: import.meta.dirname },
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			// This release of the rule does not know that streams are async iterable.
			'@typescript-eslint/await-thenable': 'off',
			// A function may be async because its callers expect a promise.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			eqeqeq: 'error',
			'no-console': ['error', { allow: ['log', 'error'] }],
		},
	},
	{
		// Jest's matchers and axios' answers are `any`, and an expectation is a check in itself.
		files: ['test/**/*.mts'],
		rules: {
			'@typescript-eslint/no-base-to-string': 'off',
			'@typescript-eslint/restrict-template-expressions': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
);
