// Rules that need types, for shipped code, in a file of their own because n8n's strict mode requires its own
// rules (eslint.config.mjs) unchanged.
import { createRequire } from 'node:module';

// typescript-eslint is a dependency of n8n's tool only.
const fromNodeCli = createRequire(createRequire(import.meta.url).resolve('@n8n/node-cli/eslint'));
const tseslint = fromNodeCli('typescript-eslint');

export default tseslint.config({
	files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	extends: [tseslint.configs.recommendedTypeChecked],
	languageOptions: {
		parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
	},
	linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
	rules: {
		'@typescript-eslint/only-throw-error': [
			'error',
			{ allowThrowingAny: false, allowThrowingUnknown: false },
		],
		// This release of the rule does not know that streams are async iterable.
		'@typescript-eslint/await-thenable': 'off',
		// A function may be async because its callers expect a promise.
		'@typescript-eslint/require-await': 'off',
		'@typescript-eslint/no-non-null-assertion': 'error',
		'@typescript-eslint/switch-exhaustiveness-check': [
			'error',
			{ considerDefaultExhaustiveForUnions: true },
		],
		eqeqeq: 'error',
	},
});
