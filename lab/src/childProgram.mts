import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** A program beside this one, e.g. n8n or the simulator, which ends no later than this one. */
export interface ChildProgram {
	/** For messages, e.g. "n8n". */
	name: string;
	/** Process ID; undefined when the program could not be started. */
	pid: number | undefined;
	/** Standard output and standard error so far, at most the last million characters. */
	output(): string;
	/** Resolves with the exit code once the program has ended (null: by a signal). */
	exited: Promise<number | null>;
	/** Asks the program to end, and kills it after ten seconds. */
	stop(): Promise<void>;
	/** Ends the program without warning, as a power cut would. */
	kill(): Promise<void>;
}

export interface ChildProgramOptions {
	name: string;
	command: string;
	args: string[];
	workingFolder: string;
	/** Environment variables beside those that every program needs. */
	environment?: Record<string, string>;
}

/** The program ended unasked. The message carries the end of its output. */
export class ProgramEnded extends Error {
	constructor(program: ChildProgram, exitCode: number | null) {
		const lastLines = program.output().trimEnd().split('\n').slice(-15).join('\n');
		super(
			`${program.name} ended unexpectedly (${exitCode === null ? 'by a signal' : `exit code ${exitCode}`}). Its last lines:\n${lastLines}`,
		);
	}
}

const outputLimit = 1_000_000;
const patienceMilliseconds = 10_000;

export function startProgram(options: ChildProgramOptions): ChildProgram {
	const child = spawn(options.command, options.args, {
		cwd: options.workingFolder,
		env: { ...environmentOfEveryProgram(), ...options.environment },
		stdio: ['ignore', 'pipe', 'pipe'],
		// A process group of its own: its children end with it, and a Ctrl-C in the terminal reaches it
		// only through stop().
		detached: process.platform !== 'win32',
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output = (output + text).slice(-outputLimit);
		});
	}
	const endWithThisProcess = () => killGroup(child);
	process.once('exit', endWithThisProcess);
	const exited = new Promise<number | null>((resolve) => {
		// Its own children do not outlive it.
		child.once('exit', () => killGroup(child));
		child.once('close', (exitCode) => resolve(exitCode));
		child.once('error', (reason) => {
			output += reason.message;
			resolve(null);
		});
	}).finally(() => process.off('exit', endWithThisProcess));

	return {
		name: options.name,
		pid: child.pid,
		output: () => output,
		exited,
		async stop() {
			const impatience = setTimeout(() => killGroup(child), patienceMilliseconds);
			child.kill('SIGTERM');
			await exited.finally(() => clearTimeout(impatience));
		},
		async kill() {
			killGroup(child);
			await exited;
		},
	};
}

/**
 * Waits until the program's output matches.
 *
 * @throws {ProgramEnded} when the program ends first
 * @throws {Error} when no output matches within the given time
 */
export async function waitForOutput(
	program: ChildProgram,
	pattern: RegExp,
	timeoutMilliseconds: number,
): Promise<RegExpExecArray> {
	let exitCode: number | null | undefined;
	void program.exited.then((code) => {
		exitCode = code;
	});
	const deadline = Date.now() + timeoutMilliseconds;
	for (;;) {
		const match = pattern.exec(program.output());
		if (match !== null) return match;
		if (exitCode !== undefined) throw new ProgramEnded(program, exitCode);
		if (Date.now() > deadline) {
			throw new Error(
				`${program.name} was not ready after ${timeoutMilliseconds / 1000} s. Its output so far:\n${program.output().slice(-2000)}`,
			);
		}
		await pause(20);
	}
}

/**
 * The variables that any program needs. The rest stays behind: settings of the user's own n8n
 * (N8N_*, DB_*), and those that npm and the test runner set (NODE_ENV, NODE_OPTIONS).
 */
function environmentOfEveryProgram(): NodeJS.ProcessEnv {
	const needed =
		/^(PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|APPDATA|LOCALAPPDATA|USERPROFILE)$/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => needed.test(name)));
}

function killGroup(child: ChildProcess) {
	if (child.pid === undefined) return;
	if (process.platform === 'win32') {
		child.kill('SIGKILL');
		return;
	}
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch (reason) {
		// The group is empty when it has ended by itself.
		if (!isGroupEmpty(reason)) throw reason;
	}
}

function isGroupEmpty(reason: unknown): boolean {
	return (
		typeof reason === 'object' && reason !== null && 'code' in reason && reason.code === 'ESRCH'
	);
}
