import { aSecond, inMilliseconds, inSeconds } from '../figures.mts';
import {
	compareAbsorption,
	MATCH_EVERY,
	STREAM_EVENTS,
	WEBHOOK_EVENTS,
	type AbsorptionResult,
} from './absorption.mts';
import { MATCH_EVERY_IN_MEMORY, measureMemory, type MemoryResult } from './memory.mts';
import { compareReaction, REACTIONS, type ReactionResult } from './reaction.mts';
import { openStreamStage } from './streamStage.mts';

/** Measures the stream trigger, shows the figures and gives them. */
export async function benchStream(rounds: number, events: number): Promise<object> {
	const stage = await openStreamStage();
	let absorption: AbsorptionResult[];
	let reaction: ReactionResult[];
	try {
		absorption = await compareAbsorption(stage, rounds);
		showAbsorption(absorption);
		reaction = await compareReaction(stage, rounds);
		showReaction(reaction);
	} finally {
		await stage.close();
	}
	const memory = await measureMemory(events);
	showMemory(memory);
	return {
		rounds,
		absorption: { matchEvery: MATCH_EVERY, results: absorption },
		reaction: { calls: REACTIONS, results: reaction },
		memory: { events, matchEvery: MATCH_EVERY_IN_MEMORY, ...memory },
	};
}

function showAbsorption(results: readonly AbsorptionResult[]): void {
	console.log(
		`\n${STREAM_EVENTS} events (${WEBHOOK_EVENTS} for the webhook), one in ${MATCH_EVERY} matches`,
	);
	for (const { name, eventsASecond, handled, lastRun, ...counts } of results) {
		const last = lastRun === undefined ? '' : `, last run after ${inSeconds(lastRun)}`;
		const { expected, missed, twice, unexpected } = counts;
		console.log(`  ${name}: ${aSecond(eventsASecond)}, handled after ${inSeconds(handled)}${last}`);
		console.log(`    of ${expected}: ${missed} missed, ${twice} twice, ${unexpected} unexpected`);
	}
	const [own = Number.NaN, webhook = Number.NaN, bare = Number.NaN] = results.map(
		({ eventsASecond }) => eventsASecond.median,
	);
	console.log(`  this package to Webhook: ${(own / webhook).toFixed(0)} times (aim: 100 or more)`);
	console.log(`  this package to bare script: ${(own / bare).toFixed(2)} (aim: 0.50 or more)`);
}

function showReaction(results: readonly ReactionResult[]): void {
	console.log(`\nFrom an event to the request, ${REACTIONS} calls one at a time`);
	for (const { name, p50, p95, missed } of results) {
		console.log(
			`  ${name}: p50 ${inMilliseconds(p50)}, p95 ${inMilliseconds(p95)}, ${missed} missed`,
		);
	}
	const [own, webhook] = results;
	if (own === undefined || webhook === undefined) return;
	const ratio = (percentile: 'p50' | 'p95') =>
		(own[percentile].median / webhook[percentile].median).toFixed(2);
	console.log(`  this package to Webhook: ${ratio('p50')} and ${ratio('p95')} (aim: 1.00 or less)`);
}

function showMemory({ samples, rssGrowth, heapGrowth, ...counts }: MemoryResult): void {
	console.log(`\nMemory of n8n, one event in ${MATCH_EVERY_IN_MEMORY} matches`);
	for (const { events, rss, heapUsed } of samples) {
		console.log(`  after ${events} events: RSS ${inMegabytes(rss)}, heap ${inMegabytes(heapUsed)}`);
	}
	const { expected, missed, twice } = counts;
	console.log(`    of ${expected}: ${missed} missed, ${twice} twice`);
	console.log(
		`  from the first sample to the last: RSS ${inMegabytes(rssGrowth)}, heap ${inMegabytes(heapGrowth)} (aim: flat)`,
	);
}

function inMegabytes(bytes: number): string {
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
