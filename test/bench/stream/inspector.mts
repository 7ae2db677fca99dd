import { once } from 'node:events';

import { waitForOutput, type ChildProgram } from '../../../lab/src/childProgram.mts';
import { isJsonObject, readObject, type JsonObject } from '../../../simulator/requestBody.mts';

/** Environment that makes a Node program inspectable later, on any free port. */
export const INSPECTABLE = { NODE_OPTIONS: '--inspect-port=0' };

/**
 * Inspects a running Node program, as a debugger would; the inspector starts on `attach`.
 * https://nodejs.org/learn/getting-started/debugging
 */
export class Inspector {
	readonly #socket: WebSocket;
	#lastId = 0;

	private constructor(socket: WebSocket) {
		this.#socket = socket;
	}

	/** @param program started with `INSPECTABLE`. */
	static async attach(program: ChildProgram): Promise<Inspector> {
		if (program.pid === undefined) throw new Error(`${program.name} does not run`);
		process.kill(program.pid, 'SIGUSR1');
		const [, address = ''] = await waitForOutput(
			program,
			/^Debugger listening on (ws:\S+)$/m,
			10_000,
		);
		const socket = new WebSocket(address);
		await once(socket, 'open');
		return new Inspector(socket);
	}

	/** https://chromedevtools.github.io/devtools-protocol/v8/ */
	async ask(method: string, params: object = {}): Promise<JsonObject> {
		const id = ++this.#lastId;
		const answered = new Promise<JsonObject>((resolve, reject) => {
			const listen = ({ data }: MessageEvent) => {
				const answer: unknown = JSON.parse(String(data));
				if (!isJsonObject(answer) || answer['id'] !== id) return;
				this.#socket.removeEventListener('message', listen);
				if (isJsonObject(answer['error'])) reject(new Error(String(answer['error']['message'])));
				else resolve(readObject(answer['result']));
			};
			this.#socket.addEventListener('message', listen);
		});
		this.#socket.send(JSON.stringify({ id, method, params }));
		return await answered;
	}

	/** Collects garbage and measures the remaining memory, in bytes. */
	async memory(): Promise<{ rss: number; heapUsed: number }> {
		await this.ask('HeapProfiler.collectGarbage');
		const { result } = await this.ask('Runtime.evaluate', {
			expression: 'process.memoryUsage()',
			returnByValue: true,
		});
		const { rss, heapUsed } = readObject(readObject(result)['value']);
		return { rss: Number(rss), heapUsed: Number(heapUsed) };
	}

	detach(): void {
		this.#socket.close();
	}
}
