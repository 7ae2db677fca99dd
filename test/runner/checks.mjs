import { binary } from '../../lab/setup.mjs';
import { runProgram } from './program.mjs';

/** All static checks of the sources. */
const checks = [
	{
		name: 'types of the package',
		command: [binary('typescript', 'bin/tsc'), '-p', 'tsconfig.json', '--noEmit'],
	},
	{
		name: 'types of simulator, lab and tests',
		command: [binary('typescript', 'bin/tsc'), '-p', 'tsconfig.tools.json'],
	},
	{
		name: "n8n's lint rules",
		command: [binary('@n8n/node-cli', 'bin/n8n-node.mjs'), 'lint'],
	},
	{
		name: 'lint rules that need types, for the package',
		command: [
			binary('eslint', 'bin/eslint.js'),
			...['--config', 'eslint.types.config.mjs', '--max-warnings', '0', 'nodes', 'credentials'],
		],
	},
	{
		name: 'lint rules for simulator, lab and tests',
		command: [
			binary('eslint', 'bin/eslint.js'),
			...['--config', 'eslint.tools.config.mjs', '--max-warnings', '0', '.'],
		],
	},
	{
		name: 'formatting',
		command: [binary('prettier', 'bin/prettier.cjs'), '--check', '.'],
		mend: 'npm run format',
	},
];

/** Runs all checks, prints each result, and returns the names of passed and failed checks. */
export function runChecks() {
	const passed = [];
	const failed = [];
	for (const { name, command, mend } of checks) {
		const { status, stdout, stderr } = runProgram(command, 'pipe');
		(status === 0 ? passed : failed).push(name);
		console.log(`${status === 0 ? 'PASS' : 'FAIL'} ${name}`);
		if (status === 0) continue;
		console.log(`${stdout}${stderr}`);
		if (mend !== undefined) console.log(`"${mend}" mends this.\n`);
	}
	return { passed, failed };
}
