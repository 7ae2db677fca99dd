import { figuresOf, percentileOf, type Figures } from '../figures.mts';
import type { Reactions } from '../source/measurements.mts';
import type { StreamStage } from './streamStage.mts';

/** Calls of each round, one at a time. */
export const REACTIONS = 200;
/** Between a reaction and the next call, so that n8n has stored the execution before. */
const PAUSE_MILLISECONDS = 60;

/** What became of a contestant. */
export interface ReactionResult {
	name: string;
	/** Milliseconds from the event to the request. */
	p50: Figures;
	p95: Figures;
	/** Over all rounds. */
	missed: number;
}

interface Contestant {
	name: string;
	react(events: number): Promise<Reactions>;
}

/** How long it takes from an event until the workflow sends its request, when nothing else is to do. */
export async function compareReaction(
	stage: StreamStage,
	rounds: number,
): Promise<ReactionResult[]> {
	const contestants = [stream(stage), webhook(stage), bareScript(stage)];
	for (const contestant of contestants) await contestant.react(10);
	const measured = contestants.map(() => new Array<Reactions>());
	for (let round = 0; round < rounds; round++) {
		for (const [index, contestant] of contestants.entries()) {
			measured[index]?.push(await contestant.react(REACTIONS));
		}
	}
	return contestants.map(({ name }, index) => resultOf(name, measured[index] ?? []));
}

function stream(stage: StreamStage): Contestant {
	return {
		name: 'this package',
		react: async (events) =>
			await stage.measure('reactionsToFrames', { events, pauseMilliseconds: PAUSE_MILLISECONDS }),
	};
}

function webhook(stage: StreamStage): Contestant {
	return {
		name: 'Webhook',
		react: async (events) =>
			await stage.measure('reactionsToPosts', {
				events,
				address: stage.webhook,
				pauseMilliseconds: PAUSE_MILLISECONDS,
			}),
	};
}

function bareScript(stage: StreamStage): Contestant {
	return {
		name: 'bare script',
		async react(events) {
			const script = await stage.startBareScript(true);
			try {
				return await stage.measure('reactionsToFrames', {
					events,
					pauseMilliseconds: PAUSE_MILLISECONDS,
				});
			} finally {
				await script.stop();
			}
		},
	};
}

function resultOf(name: string, rounds: readonly Reactions[]): ReactionResult {
	const percentiles = (share: number) =>
		figuresOf(rounds.map(({ milliseconds }) => percentileOf(milliseconds, share)));
	return {
		name,
		p50: percentiles(0.5),
		p95: percentiles(0.95),
		missed: rounds.reduce((sum, { missed }) => sum + missed, 0),
	};
}
