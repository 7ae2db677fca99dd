import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { createPlatform, type Platform } from './platform.mts';
import { type Capture, readCapture, replay, untilSubscribed } from './replay.mts';
import { createServer } from './server.mts';

const defaultPort = '4010';

interface CommandLine {
	/** 0 lets the system choose a free port. */
	port: number;
	/** Delivered once there is a subscription. */
	capture?: Capture;
}

/** Reads `--port N` and `--replay FILE`. */
function readCommandLine(): CommandLine {
	const { values } = parseArgs({
		options: { port: { type: 'string', default: defaultPort }, replay: { type: 'string' } },
	});
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65_535) {
		throw new RangeError(`'--port ${values.port}' is not a port: give a number from 0 to 65535`);
	}
	if (values.replay === undefined) return { port };
	return { port, capture: readCapture(readFileSync(values.replay, 'utf8')) };
}

async function replayOnce(platform: Platform, capture: Capture): Promise<void> {
	console.log(`${capture.length} notifications wait for a subscription to be replayed to`);
	await untilSubscribed(platform);
	await replay(platform, capture);
	console.log('All notifications are replayed');
}

function isAddressInUse(reason: unknown): boolean {
	return reason instanceof Error && 'code' in reason && reason.code === 'EADDRINUSE';
}

async function start(): Promise<void> {
	const { port, capture } = readCommandLine();
	const platform = createPlatform();
	const server = createServer(platform);
	try {
		const url = await server.listen({ host: '127.0.0.1', port });
		console.log(`RingCentral simulator ready: ${url}`);
		console.log(`Virtual phones:              ${url}/`);
		if (capture !== undefined) void replayOnce(platform, capture);
	} catch (reason) {
		if (!isAddressInUse(reason)) throw reason;
		throw new Error(`Port ${port} is taken: stop what listens there or choose another with --port`);
	}
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
	process.on(signal, () => process.exit(0));
}

start().catch((reason: unknown) => {
	console.error(reason instanceof Error ? reason.message : String(reason));
	process.exit(1);
});
