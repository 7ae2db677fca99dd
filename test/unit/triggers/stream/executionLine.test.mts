import {
	ExecutionLine,
	type Start,
} from '../../../../nodes/RingCentralCallControl/triggers/stream/executionLine.ts';

/** A line whose executions run until the test ends them. */
function lineWith(callsAtOnce: number) {
	const started: string[] = [];
	const running = new Map<string, () => void>();
	const line = new ExecutionLine<string>({
		callsAtOnce,
		run: async ({ entries: [entry = ''] }) => {
			started.push(entry);
			await new Promise<void>((resolve) => running.set(entry, resolve));
		},
	});
	return {
		line,
		started,
		/** Ends an execution and waits until the line has seen it. */
		end: async (entry: string) => {
			running.get(entry)?.();
			await new Promise((resolve) => setImmediate(resolve));
		},
	};
}

function start(callId: string, entry: string): Start<string> {
	return { callId, entries: [entry] };
}

describe('a line of executions', () => {
	it('runs those of one call one after the other, in turn', async () => {
		const { line, started, end } = lineWith(5);
		line.open();
		line.add(start('A', 'A rings'));
		line.add(start('A', 'A is answered'));
		line.add(start('A', 'A ends'));
		expect(started).toEqual(['A rings']);

		await end('A rings');
		expect(started).toEqual(['A rings', 'A is answered']);

		await end('A is answered');
		expect(started).toEqual(['A rings', 'A is answered', 'A ends']);
	});

	it('runs those of different calls side by side', () => {
		const { line, started } = lineWith(5);
		line.open();
		line.add(start('A', 'A rings'));
		line.add(start('B', 'B rings'));

		expect(started).toEqual(['A rings', 'B rings']);
	});

	it('runs no more calls at once than it may, and the longest waiting one next', async () => {
		const { line, started, end } = lineWith(2);
		line.open();
		for (const call of ['A', 'B', 'C', 'D']) line.add(start(call, `${call} rings`));
		line.add(start('A', 'A is answered'));
		expect(started).toEqual(['A rings', 'B rings']);
		expect(line.length).toBe(3);

		await end('A rings');
		expect(started.slice(2)).toEqual(['C rings']);
		await end('B rings');
		expect(started.slice(3)).toEqual(['D rings']);
		await end('C rings');
		expect(started.slice(4)).toEqual(['A is answered']);
		expect(line.length).toBe(0);
	});

	it('starts nothing before it is opened, and everything in turn then', () => {
		const { line, started } = lineWith(5);
		line.add(start('A', 'A rings'));
		line.add(start('B', 'B rings'));
		expect(started).toEqual([]);

		line.open();

		expect(started).toEqual(['A rings', 'B rings']);
	});

	it('starts nothing any more once it is closed, and still knows what waits', async () => {
		const { line, started, end } = lineWith(1);
		line.open();
		line.add(start('A', 'A rings'));
		line.add(start('A', 'A ends'));
		line.add(start('B', 'B rings'));
		line.close();
		await end('A rings');

		expect(started).toEqual(['A rings']);
		expect([...line.waiting()]).toEqual([start('A', 'A ends'), start('B', 'B rings')]);
	});

	it('goes on with another owner, behind what the one before has started', async () => {
		const { line, started, end } = lineWith(5);
		line.open();
		line.add(start('A', 'A rings'));
		line.add(start('A', 'A ends'));
		line.close();
		const startedByNext: string[] = [];
		line.handOver({
			callsAtOnce: 5,
			run: async ({ entries }) => void startedByNext.push(...entries),
		});
		line.open();
		line.add(start('B', 'B rings'));
		expect(startedByNext).toEqual(['B rings']);

		await end('A rings');

		expect(startedByNext).toEqual(['B rings', 'A ends']);
		expect(started).toEqual(['A rings']);
	});
});
