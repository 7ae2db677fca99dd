import { setTimeout as pause } from 'node:timers/promises';

import fastify from 'fastify';

/** The parts of a reported item that tests check. */
export interface Report {
	event: string;
	telephonySessionId: string;
	partyId: string;
	/** Of the notification, where the workflow starts on any change; null when the call comes from an inquiry. */
	uuid?: string | null;
	sequence?: number | null;
	/** Only on the item of a call from an inquiry. */
	caughtUp?: true;
	/** Milliseconds since 1970. */
	arrivedAt: number;
	/** The time of the answer, after which the workflow continues; undefined while it waits. */
	answeredAt?: number;
}

/** A server that receives the items of workflows, each at its own path. */
export interface ReportReceiver {
	/** The reports at a path, oldest first. */
	reports(path: string): Report[];
	/** The address for the node that reports, e.g. for the path "calls". */
	url(path: string): string;
	/** Sets the delay of later answers. */
	answerAfter(milliseconds: number): void;
	/** Holds all answers until the returned function is called. */
	holdAnswers(): () => void;
	close(): Promise<void>;
}

export async function startReportReceiver(): Promise<ReportReceiver> {
	const server = fastify();
	const received = new Map<string, Report[]>();
	let milliseconds = 0;
	let leave: Promise<void> | undefined;
	server.post<{ Params: { path: string }; Body: Report }>('/:path', async ({ params, body }) => {
		const report: Report = { ...body, arrivedAt: Date.now() };
		const before = received.get(params.path);
		if (before) before.push(report);
		else received.set(params.path, [report]);
		await leave;
		await pause(milliseconds);
		report.answeredAt = Date.now();
		return {};
	});
	const address = await server.listen({ host: '127.0.0.1', port: 0 });
	return {
		reports: (path) => received.get(path) ?? [],
		url: (path) => `${address}/${path}`,
		answerAfter(duration) {
			milliseconds = duration;
		},
		holdAnswers() {
			const { promise, resolve } = Promise.withResolvers<void>();
			leave = promise;
			return resolve;
		},
		close: () => server.close(),
	};
}

/** Whether two reports waited for their answers at the same time. */
export function overlap(one: Report, other: Report): boolean {
	return (
		one !== other &&
		one.arrivedAt < (other.answeredAt ?? Infinity) &&
		other.arrivedAt < (one.answeredAt ?? Infinity)
	);
}
