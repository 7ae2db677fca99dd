import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

import axios, { type AxiosInstance } from 'axios';

export interface RunningSimulator {
	/** Where RingCentral's API answers, e.g. http://127.0.0.1:4010. */
	url: string;
	/** Client for the control API under /sim; a refusal rejects as in axios. */
	control: AxiosInstance;
	stop(): Promise<void>;
}

const projectRoot = path.resolve(import.meta.dirname, '..', '..');
const readyLine = /^RingCentral simulator ready: (\S+)$/;

/** Starts a simulator of its own, on a free port, as a child process. */
export async function startSimulator(): Promise<RunningSimulator> {
	const child = spawn(process.execPath, ['simulator/main.mts', '--port', '0'], {
		cwd: projectRoot,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const exited = once(child, 'exit');
	let complaint = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaint += text;
	});

	const url = await Promise.race([
		readUrl(child.stdout),
		exited.then(() => {
			throw new Error(`The simulator ended before it was ready: ${complaint}`);
		}),
	]);

	return {
		url,
		control: axios.create({ baseURL: `${url}/sim` }),
		async stop() {
			child.kill('SIGTERM');
			await exited;
		},
	};
}

async function readUrl(output: NodeJS.ReadableStream): Promise<string> {
	for await (const line of createInterface({ input: output })) {
		const url = readyLine.exec(line)?.[1];
		if (url !== undefined) return url;
	}
	throw new Error('The simulator closed its output before it was ready');
}
