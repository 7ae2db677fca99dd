import { setTimeout as pause } from 'node:timers/promises';

import fastify from 'fastify';

/** The item of a call's event that a workflow has reported, as far as the tests look at it. */
export interface Report {
	event: string;
	telephonySessionId: string;
	partyId: string;
	/** Of the notification, where the workflow starts on any change; null when the call was found by asking. */
	uuid?: string | null;
	sequence?: number | null;
	/** Only on the item of a call that was found by asking. */
	caughtUp?: true;
	/** Milliseconds since 1970. */
	arrivedAt: number;
	/** When the workflow was let go on; undefined as long as it waits. */
	answeredAt?: number;
}

/** A server that workflows report their items to, at a path of their own each. */
export interface ReportReceiver {
	/** What has arrived at a path, oldest first. */
	reports(path: string): Report[];
	/** The address for the node that reports, e.g. for the path "calls". */
	url(path: string): string;
	/** From now on answers take so long. */
	answerAfter(milliseconds: number): void;
	/** Nothing is answered any more until what this gives is called. */
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
