import { parseArgs } from 'node:util';

import { createServer } from './server.mts';

const defaultPort = '4010';

/** Reads `--port N`; 0 lets the system choose a free port. */
function readPort(): number {
	const { values } = parseArgs({ options: { port: { type: 'string', default: defaultPort } } });
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65_535) {
		throw new RangeError(`'--port ${values.port}' is not a port: give a number from 0 to 65535`);
	}
	return port;
}

function isAddressInUse(reason: unknown): boolean {
	return reason instanceof Error && 'code' in reason && reason.code === 'EADDRINUSE';
}

async function start(): Promise<void> {
	const port = readPort();
	const server = createServer();
	try {
		const url = await server.listen({ host: '127.0.0.1', port });
		console.log(`RingCentral simulator ready: ${url}`);
		console.log(`Virtual phones:              ${url}/`);
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
