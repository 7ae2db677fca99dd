import { compareAbsorption, STREAM_EVENTS, WEBHOOK_EVENTS } from '../stream/absorption.mts';
import { openStreamStage } from '../stream/streamStage.mts';
import { roundsOf, type Part } from './part.mts';

/** Events a second that are taken of which most start nothing. */
export const stream: Part = {
	rounds: 3,
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
