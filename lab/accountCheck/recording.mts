import type { AssumptionId } from './assumptions.mts';
import { isRinging } from './callEvents.mts';
import { checkEndedCall } from './reading.mts';
import type { Recorder } from './recorder.mts';
import type { Run } from './run.mts';
import { SCENES, type Scene } from './scenes.mts';

/**
 * Asks for calls, one after the other, and reports after each the assumptions that it confirmed or refuted.
 * Then records all other calls until the person ends it, or the time is over.
 *
 * @param endsAt milliseconds since the epoch
 */
export async function recordCalls(run: Run, recorder: Recorder, endsAt: number): Promise<void> {
	const { person, results } = run;
	person.say(
		'\nThe check now asks for some calls. Make each one and go on, or leave it out. Your mobile, your desk phone and the RingCentral app will do.',
	);
	let isEnded = false;
	for (const scene of SCENES) {
		if (isEnded || Date.now() > endsAt) break;
		const outcome = await play(run, recorder, scene, endsAt);
		isEnded = outcome === 'stop';
		if (outcome !== 'done') continue;
		results.judgeCalls(recorder.evidence);
		for (const id of scene.rows) say(run, id);
	}
	if (!isEnded && Date.now() < endsAt) {
		await person.makeCall({
			name: 'over',
			text: 'Any other calls that you make now are recorded as well. Go on here to end the recording.',
			endsAt,
		});
	}
	await recorder.quiet();
	results.judgeCalls(recorder.evidence);
	await checkOver(run, recorder);
}

async function play(
	run: Run,
	recorder: Recorder,
	scene: Scene,
	endsAt: number,
): Promise<'done' | 'skip' | 'stop'> {
	const from = recorder.heard.length;
	if (scene.rows.includes('SUBSCRIPTION-HANDOVER')) recorder.replaceAtNextCall();
	const outcome = await run.person.makeCall({ name: scene.name, text: scene.request, endsAt });
	if (outcome !== 'done') return outcome;
	await recorder.quiet();
	if (scene.then !== undefined) await loseConnection(run, recorder, scene.then);
	recorder.assign(scene.name, from);
	if (scene.rows.includes('SUBSCRIPTION-HANDOVER')) {
		run.results.found('SUBSCRIPTION-HANDOVER', recorder.handover);
	}
	return outcome;
}

async function loseConnection(run: Run, recorder: Recorder, text: string): Promise<void> {
	recorder.cut();
	await run.person.makeCall({ name: 'over', text });
	run.results.found('REPLAY-PAUSE', await recorder.resume());
}

function say({ person, results }: Run, id: AssumptionId): void {
	const { verdict, evidence } = results.of(id);
	person.say(`  ${verdict.padEnd(9)} ${id}: ${evidence}`);
}

/** Requests the last recorded call that is over. */
async function checkOver(run: Run, recorder: Recorder): Promise<void> {
	const sessions = Map.groupBy(recorder.legs, ({ telephonySessionId }) => telephonySessionId);
	const over = [...sessions].findLast(([, legs]) => {
		const newest = [...Map.groupBy(legs, ({ partyId }) => partyId).values()].map((party) =>
			party.at(-1),
		);
		return newest.every((leg) => leg !== undefined && leg.code === 'Disconnected');
	});
	const rang = over?.[1].some(isRinging);
	if (over !== undefined && rang === true) await checkEndedCall(run, over[0]);
}
