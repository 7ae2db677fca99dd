import {
	ExecutionQueue,
	type Start,
} from '../../../../nodes/RingCentralCallControl/triggers/stream/executionQueue.ts';

/** Waits until the queue has started all permitted executions. */
async function turn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

/** A queue whose executions run until the test ends them. */
function queueWith(callsAtOnce: number) {
	const started: string[] = [];
	const running = new Map<string, () => void>();
	const queue = new ExecutionQueue({
		callsAtOnce,
		run: async ({ entries: [entry] }) => {
			const key = entry?.key ?? '';
			started.push(key);
			await new Promise<void>((resolve) => running.set(key, resolve));
		},
	});
	return {
		queue,
		started,
		/** Ends an execution and waits until the queue has seen it. */
		end: async (entry: string) => {
			running.get(entry)?.();
			await turn();
		},
	};
}

function start(callId: string, key: string): Start {
	return { callId, entries: [{ key, item: { json: {} } }] };
}

function keysOf(entries: Start['entries']): string[] {
	return entries.map(({ key }) => key);
}

describe('a queue of executions', () => {
	it('runs executions of one call one after the other, in order', async () => {
		const { queue, started, end } = queueWith(5);
		queue.open();
		queue.add(start('A', 'A rings'));
		queue.add(start('A', 'A is answered'));
		queue.add(start('A', 'A ends'));
		await turn();
		expect(started).toEqual(['A rings']);

		await end('A rings');
		expect(started).toEqual(['A rings', 'A is answered']);

		await end('A is answered');
		expect(started).toEqual(['A rings', 'A is answered', 'A ends']);
	});

	it('lets an event wait that comes while an execution of its call runs', async () => {
		const { queue, started, end } = queueWith(5);
		queue.open();
		queue.add(start('A', 'A rings'));
		await turn();
		queue.add(start('A', 'A is answered'));
		await turn();
		expect(started).toEqual(['A rings']);

		await end('A rings');
		expect(started).toEqual(['A rings', 'A is answered']);
		expect([...queue.waiting()]).toEqual([]);
	});

	it('runs executions of different calls side by side', async () => {
		const { queue, started } = queueWith(5);
		queue.open();
		queue.add(start('A', 'A rings'));
		queue.add(start('B', 'B rings'));
		await turn();

		expect(started).toEqual(['A rings', 'B rings']);
	});

	it('runs no more calls at once than the limit, and the longest waiting call next', async () => {
		const { queue, started, end } = queueWith(2);
		queue.open();
		for (const call of ['A', 'B', 'C', 'D']) queue.add(start(call, `${call} rings`));
		queue.add(start('A', 'A is answered'));
		await turn();
		expect(started).toEqual(['A rings', 'B rings']);
		expect(queue.length).toBe(3);

		await end('A rings');
		expect(started.slice(2)).toEqual(['C rings']);
		await end('B rings');
		expect(started.slice(3)).toEqual(['D rings']);
		await end('C rings');
		expect(started.slice(4)).toEqual(['A is answered']);
		expect(queue.length).toBe(0);
	});

	it('starts no execution before it is opened, and then all in order', async () => {
		const { queue, started } = queueWith(5);
		queue.add(start('A', 'A rings'));
		queue.add(start('B', 'B rings'));
		await turn();
		expect(started).toEqual([]);

		queue.open();
		await turn();

		expect(started).toEqual(['A rings', 'B rings']);
	});

	it('starts no execution once it is closed, and still knows the waiting entries', async () => {
		const { queue, started, end } = queueWith(1);
		queue.open();
		queue.add(start('A', 'A rings'));
		queue.add(start('A', 'A ends'));
		queue.add(start('B', 'B rings'));
		queue.close();
		await end('A rings');

		expect(started).toEqual(['A rings']);
		expect([...queue.waiting()]).toEqual([start('A', 'A ends'), start('B', 'B rings')]);
	});

	it('holds all entries that were added together before the first starts', async () => {
		const waitingAtStart: string[][] = [];
		const queue = new ExecutionQueue({
			callsAtOnce: 5,
			run: async () => {
				waitingAtStart.push([...queue.waiting()].flatMap(({ entries }) => keysOf(entries)));
			},
		});
		queue.open();
		await turn();
		for (const key of ['A rings', 'A is answered', 'A ends']) queue.add(start('A', key));
		await turn();

		expect(waitingAtStart[0]).toEqual(['A is answered', 'A ends']);
	});

	it('starts ready executions before it is closed', async () => {
		const { queue, started } = queueWith(5);
		queue.open();
		queue.add(start('A', 'A rings'));
		queue.close();

		expect(started).toEqual(['A rings']);
	});

	it('continues with another starter, after the executions of the previous starter', async () => {
		const { queue, started, end } = queueWith(5);
		queue.open();
		queue.add(start('A', 'A rings'));
		queue.add(start('A', 'A ends'));
		queue.close();
		const startedByNext: string[] = [];
		queue.handOver({
			callsAtOnce: 5,
			run: async ({ entries }) => void startedByNext.push(...keysOf(entries)),
		});
		queue.open();
		queue.add(start('B', 'B rings'));
		await turn();
		expect(startedByNext).toEqual(['B rings']);

		await end('A rings');

		expect(startedByNext).toEqual(['B rings', 'A ends']);
		expect(started).toEqual(['A rings']);
	});
});
