import { parseArgs } from 'node:util';

import { ProgramEnded } from './src/childProgram.mts';
import { routeOneCall } from './src/demonstration.mts';
import { startLab, type Lab, type Started } from './src/lab.mts';
import { owner } from './src/n8nClient.mts';
import { freePort, isFree } from './src/ports.mts';
import { openTerminal, type Terminal } from './src/terminal.mts';

const usage = `Usage: npm start -- [options]

  --once                     stop after the demonstration call; exit code 0 if it was routed
  --port <number>            port of n8n (5678, or a free one if that is taken)
  --simulator-port <number>  port of the simulator (4010, or a free one if that is taken)
  --fresh                    forget the workflows and credentials of the last time
  --help                     show this`;

/** The command line asks for the impossible; the message names the way out. */
class Unusable extends Error {}

interface Options {
	once: boolean;
	fresh: boolean;
	help: boolean;
	port?: number;
	simulatorPort?: number;
}

// Leaving this way also ends a program that was still starting.
process.exit(await main(process.argv.slice(2), openTerminal()));

async function main(args: string[], terminal: Terminal): Promise<number> {
	const started: Started = [];
	const interrupted = whenInterrupted();
	try {
		const options = readOptions(args);
		if (options.help) {
			terminal.line(usage);
			return 0;
		}
		return await Promise.race([
			runLab(options, started, terminal),
			interrupted.then(() => {
				terminal.line('\nStopping n8n and the simulator ...');
				return 130;
			}),
		]);
	} catch (reason) {
		terminal.complaint(reason instanceof Error ? reason.message : String(reason));
		return 1;
	} finally {
		await Promise.all(started.map((program) => program.stop()));
	}
}

/** Resolves at the first Ctrl-C; the second ends the process at once. */
function whenInterrupted(): Promise<void> {
	return new Promise((resolve) => {
		let count = 0;
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => {
				count += 1;
				if (count > 1) process.exit(130);
				resolve();
			});
		}
	});
}

async function runLab(options: Options, started: Started, terminal: Terminal): Promise<number> {
	const ports = {
		n8n: await choosePort('port', options.port, 5678, terminal),
		simulator: await choosePort('simulator-port', options.simulatorPort, 4010, terminal),
	};
	const lab = await startLab(ports, options.fresh, started, terminal);
	await showDemonstration(lab, terminal);
	if (options.once) return 0;

	terminal.line();
	terminal.line(`n8n:        ${lab.n8n.url}/workflow/${lab.examples['vip-callers'].id}`);
	terminal.line(`            sign in as ${owner.email} with the password ${owner.password}`);
	terminal.line(`Phones:     ${lab.simulator.url}/`);
	terminal.line('            virtual phones to call with, and the timeline of each call');
	terminal.line('Press Ctrl-C to stop both.');
	const ended = await Promise.race(
		[lab.n8n.program, lab.simulator.program].map(async (program) => {
			const exitCode = await program.exited;
			return new ProgramEnded(program, exitCode);
		}),
	);
	throw ended;
}

async function showDemonstration(lab: Lab, terminal: Terminal): Promise<void> {
	terminal.line();
	let startedAt: number | undefined;
	await routeOneCall(
		{ n8n: lab.client, control: lab.simulator.control, examples: lab.examples },
		(moment) => {
			startedAt ??= moment.at;
			terminal.moment(moment, startedAt);
		},
	);
	terminal.line();
	terminal.line('The call was routed.');
}

function readOptions(args: string[]): Options {
	const { values } = parse(args);
	return {
		once: values.once ?? false,
		fresh: values.fresh ?? false,
		help: values.help ?? false,
		port: readPort('port', values.port),
		simulatorPort: readPort('simulator-port', values['simulator-port']),
	};
}

function parse(args: string[]) {
	try {
		return parseArgs({
			args,
			options: {
				once: { type: 'boolean' },
				fresh: { type: 'boolean' },
				help: { type: 'boolean' },
				port: { type: 'string' },
				'simulator-port': { type: 'string' },
			},
		});
	} catch (reason) {
		throw new Unusable(`${reason instanceof Error ? reason.message : ''}\n\n${usage}`);
	}
}

function readPort(option: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new Unusable(`--${option} takes a port number from 1 to 65535, not "${text}"`);
	}
	return port;
}

/** The port from the command line; without it the usual port, or a free one where that is taken. */
async function choosePort(
	option: string,
	wanted: number | undefined,
	usual: number,
	terminal: Terminal,
): Promise<number> {
	if (wanted !== undefined) {
		if (await isFree(wanted)) return wanted;
		throw new Unusable(
			`Port ${wanted} is taken by another program. Choose a different one with --${option}, or leave it out to get a free one.`,
		);
	}
	if (await isFree(usual)) return usual;
	const free = await freePort();
	terminal.line(`Port ${usual} is taken, using ${free} (choose another with --${option})`);
	return free;
}
