import { setTimeout as pause } from 'node:timers/promises';

import fastify from 'fastify';

/** The item of a call's event that a workflow has reported, as far as the tests look at it. */
export interface Report {
	event: string;
	telephonySessionId: string;
	partyId: string;
	/** Of the notification; null when the call was found by asking. */
	uuid: string | null;
	sequence: number | null;
	caughtUp: boolean;
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
	close(): Promise<void>;
}

export async function startReportReceiver(): Promise<ReportReceiver> {
	// It ends without waiting for workflows that still wait for their answer.
	const server = fastify({ forceCloseConnections: true });
	const received = new Map<string, Report[]>();
	let milliseconds = 0;
	server.post<{ Params: { path: string }; Body: Report }>('/:path', async ({ params, body }) => {
		const report: Report = { ...body, arrivedAt: Date.now() };
		const before = received.get(params.path);
		if (before) before.push(report);
		else received.set(params.path, [report]);
		await pause(milliseconds, undefined, { ref: false });
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
		close: () => server.close(),
	};
}
