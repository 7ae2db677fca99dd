// Rules that need types, for what is shipped. They stand beside n8n's own (eslint.config.mjs), which
// n8n's strict mode wants to be left as they are.
import { createRequire } from 'node:module';

// typescript-eslint comes with n8n's tool, which is the only one that names it as a dependency.
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
		// This release of the rule does not see that a stream can be read with for await.
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
