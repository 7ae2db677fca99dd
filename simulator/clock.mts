/** The clock of the simulator; tests move it instead of waiting. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Runs the task once, after these milliseconds of this clock; returns a function that cancels it. */
	after(milliseconds: number, task: () => void): () => void;
	/** Jumps ahead and runs the tasks that have become due, in order. */
	advance(seconds: number): void;
	/** Forgets all tasks and goes back to the computer's time. */
	reset(): void;
}

interface ScheduledTask {
	due: number;
	run: () => void;
	timer?: NodeJS.Timeout;
}

// https://nodejs.org/api/timers.html#settimeoutcallback-delay-args
const maxTimeout = 2 ** 31 - 1;

export function createClock(): Clock {
	let offset = 0;
	const tasks = new Set<ScheduledTask>();
	const now = () => Date.now() + offset;

	function arm(task: ScheduledTask): void {
		clearTimeout(task.timer);
		const wait = Math.min(Math.max(task.due - now(), 0), maxTimeout);
		task.timer = setTimeout(() => runIfDue(task), wait);
		task.timer.unref();
	}

	function runIfDue(task: ScheduledTask): void {
		if (task.due > now()) {
			arm(task);
			return;
		}
		tasks.delete(task);
		clearTimeout(task.timer);
		task.run();
	}

	function clear(): void {
		for (const task of tasks) clearTimeout(task.timer);
		tasks.clear();
	}

	return {
		now,
		after(milliseconds, run) {
			const task: ScheduledTask = { due: now() + milliseconds, run };
			tasks.add(task);
			arm(task);
			return () => {
				clearTimeout(task.timer);
				tasks.delete(task);
			};
		},
		advance(seconds) {
			offset += seconds * 1000;
			for (const task of [...tasks].sort((one, other) => one.due - other.due)) {
				if (tasks.has(task)) runIfDue(task);
			}
		},
		reset() {
			clear();
			offset = 0;
		},
	};
}
