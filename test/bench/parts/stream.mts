import { compareAbsorption, STREAM_EVENTS, WEBHOOK_EVENTS } from '../stream/absorption.mts';
import { openStreamStage } from '../stream/streamStage.mts';
import { roundsOf, type Part } from './part.mts';

/** Measures the events per second that a contestant takes in when few start an execution. */
export const stream: Part = {
	rounds: 5,
	async measure({ rounds, isQuick }) {
		const events = isQuick
			? { stream: STREAM_EVENTS / 10, webhook: WEBHOOK_EVENTS / 2 }
			: { stream: STREAM_EVENTS, webhook: WEBHOOK_EVENTS };
		const stage = await openStreamStage();
		try {
			return {
				extent: `${roundsOf(rounds)} of ${events.stream.toLocaleString('en-US')} events over a connection and ${events.webhook} by webhook, one in 100 of which matches`,
				results: await compareAbsorption(stage, rounds, events),
			};
		} finally {
			await stage.close();
		}
	},
};
