import path from 'node:path';

import axios from 'axios';

import { startProgram, waitForOutput, type ChildProgram } from '../../../lab/src/childProgram.mts';
import { projectRoot } from '../../../lab/src/folders.mts';
import type { measurements } from './measurements.mts';

type Measurements = typeof measurements;

/** The event source, in a separate process so that it does not slow n8n or the bench. */
export interface RunningSource {
	/** Address of RingCentral's API and GitLab's. */
	url: string;
	/** The last node of a workflow reports its run for a call to this address. */
	runsAddress: string;
	measure<Name extends keyof Measurements>(
		name: Name,
		settings: Record<string, unknown>,
	): Promise<Awaited<ReturnType<Measurements[Name]>>>;
	stop(): Promise<void>;
}

export async function startEventSource(): Promise<RunningSource> {
	const { program, said: url } = await startListening(
		'The event source',
		path.join('source', 'eventSource.mts'),
		[],
		/^Event source ready: (\S+)$/m,
	);
	return {
		url,
		runsAddress: `${url}/runs`,
		measure: async (name, settings) =>
			(await axios.post(`${url}/measurements/${name}`, settings)).data,
		stop: () => program.stop(),
	};
}

/** Starts a program of the bench and waits until it reports ready. */
export async function startListening(
	name: string,
	file: string,
	args: string[],
	readiness: RegExp,
): Promise<{ program: ChildProgram; said: string }> {
	const program = startProgram({
		name,
		command: process.execPath,
		args: [path.join('test', 'bench', file), ...args],
		workingFolder: projectRoot,
	});
	const [, said = ''] = await waitForOutput(program, readiness, 20_000);
	return { program, said };
}
