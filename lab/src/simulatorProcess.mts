import axios, { type AxiosInstance } from 'axios';

import { startProgram, waitForOutput, type ChildProgram } from './childProgram.mts';
import { projectRoot } from './folders.mts';

export interface RunningSimulator {
	/** Address of RingCentral's API, e.g. http://127.0.0.1:4010. */
	url: string;
	/** Client for the control API under /sim; a refused request rejects as in axios. */
	control: AxiosInstance;
	program: ChildProgram;
	stop(): Promise<void>;
}

/**
 * Starts the simulator as a process of its own; port 0 means any free port.
 *
 * @param args further arguments of its command line, e.g. `['--replay', 'FILE']`
 */
export async function startSimulator(
	port = 0,
	args: readonly string[] = [],
): Promise<RunningSimulator> {
	const program = startProgram({
		name: 'The simulator',
		command: process.execPath,
		args: ['simulator/main.mts', '--port', String(port), ...args],
		workingFolder: projectRoot,
	});
	const [, url = ''] = await waitForOutput(
		program,
		/^RingCentral simulator ready: (\S+)$/m,
		20_000,
	);
	return {
		url,
		control: axios.create({ baseURL: `${url}/sim` }),
		program,
		stop: () => program.stop(),
	};
}
