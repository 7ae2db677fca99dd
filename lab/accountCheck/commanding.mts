import {
	COMMAND_CALLS,
	differencesOf,
	isAccepted,
	presenceFinding,
	type CommandCall,
	type CommandStep,
} from './commandSteps.mts';
import { inShort } from './platformClient.mts';
import { EXTENSION } from './reading.mts';
import type { Recorder } from './recorder.mts';
import type { AccountFacts, Run } from './run.mts';
import type { SimulatorTwin } from './simulatorTwin.mts';
import { findTarget, type Target } from './target.mts';
import { fieldsOf, textOf } from './values.mts';

/** A number that belongs to no extension of the simulator. */
const SIMULATED_MOBILE = '+14155550199';

/**
 * Sends commands to calls that the person makes for it, each once and only if the person agrees, and keeps
 * RingCentral's answers beside the simulator's.
 */
export async function sendCommands(
	run: Run,
	recorder: Recorder,
	facts: AccountFacts,
	twin: SimulatorTwin,
): Promise<void> {
	const { person, results } = run;
	person.say(
		'\nThe check now sends commands to calls that you make for it. It asks before each one. Use no call of a customer.',
	);
	const mobile = await person.phoneNumber(
		'The number of a second phone of yours, where the check may ring (such as +14155550123; empty: those commands are left out)',
	);
	run.secrets.add(mobile);
	for (const call of COMMAND_CALLS) {
		const steps = await agreedSteps(run, call, { ...facts, mobile });
		if (steps.length === 0) continue;
		const outcome = await commandCall(run, recorder, { call, steps, facts, mobile, twin });
		if (outcome === 'stop') return;
	}
	await checkPresenceUpdate(run);
	results.judgeCalls(recorder.evidence);
}

/** Asks for consent before the call is made, because a phone rings for some twenty seconds only. */
async function agreedSteps(
	{ person }: Run,
	{ steps, request }: CommandCall,
	facts: AccountFacts & Pick<Target, 'mobile'>,
): Promise<CommandStep[]> {
	const agreed: CommandStep[] = [];
	person.say(
		request === undefined ? '\nCommands without a call:' : '\nCommands for the next call:',
	);
	for (const step of steps) {
		if (isOutOfReach(step, facts)) {
			person.say(`  ${step.name}: left out, the account has nothing to send it with.`);
		} else if (await person.agree({ name: step.name, effect: step.effect })) agreed.push(step);
	}
	return agreed;
}

/** Whether the account lacks a requirement of the command, for any call. */
function isOutOfReach(step: CommandStep, facts: AccountFacts & Pick<Target, 'mobile'>): boolean {
	const anyCall = {
		sessionId: 's',
		ownPartyId: 'p',
		otherPartyId: 'p',
		ringOutId: '1',
		conferenceId: 's',
	};
	const isPossible = [undefined, '1'].some(
		(recordingId) => step.request({ ...facts, ...anyCall, recordingId }) !== undefined,
	);
	return !isPossible;
}

interface Commanded {
	call: CommandCall;
	steps: readonly CommandStep[];
	facts: AccountFacts;
	mobile: string | undefined;
	twin: SimulatorTwin;
}

async function commandCall(
	run: Run,
	recorder: Recorder,
	{ call, steps, facts, mobile, twin }: Commanded,
): Promise<'done' | 'skip' | 'stop'> {
	let target: Target | undefined = { ...facts, sessionId: '', ownPartyId: '' };
	if (call.request !== undefined && call.name !== 'none') {
		const outcome = await run.person.makeCall({ name: call.name, text: call.request });
		if (outcome !== 'done') return outcome;
		await recorder.quiet();
		target = await findTarget(run.client, facts, recorder.legs);
	}
	if (target === undefined) {
		run.person.say('  No call rings at you or is answered: these commands are left out.');
		return 'skip';
	}
	const twinTarget =
		call.name === 'none'
			? { ...twin.facts, sessionId: '', ownPartyId: '' }
			: await twin.call(call.name !== 'ringing');
	await sendSteps(run, recorder, {
		steps,
		twin,
		target: { ...target, mobile },
		twinTarget: { ...twinTarget, mobile: SIMULATED_MOBILE },
	});
	if (call.name !== 'none') await twin.hangUp(twinTarget);
	if (call.request !== undefined) {
		await run.person.makeCall({ name: 'over', text: 'Hang up everywhere, then go on here.' });
	}
	await recorder.quiet();
	run.results.judgeCalls(recorder.evidence);
	return 'done';
}

async function sendSteps(
	run: Run,
	recorder: Recorder,
	parts: { steps: readonly CommandStep[]; twin: SimulatorTwin; target: Target; twinTarget: Target },
): Promise<void> {
	let { target, twinTarget } = parts;
	for (const step of parts.steps) {
		const request = step.request(target);
		const twinRequest = step.request(twinTarget);
		if (request === undefined) {
			run.person.say(`  ${step.name}: left out, what came before did not lead there.`);
			continue;
		}
		const answer = await run.client.request(request);
		if (step.then !== undefined) await run.person.makeCall({ name: 'answered', text: step.then });
		await recorder.quiet();
		const twinAnswer = twinRequest === undefined ? undefined : await parts.twin.send(twinRequest);
		const compared = {
			command: step.name,
			platform: inShort(answer),
			simulator: twinAnswer === undefined ? 'not sent' : inShort(twinAnswer),
			differences: twinAnswer === undefined ? 'not compared' : differencesOf(answer, twinAnswer),
		};
		run.results.commands.push(compared);
		run.person.say(
			`  ${compared.command}: ${compared.platform}; simulator: ${compared.simulator}; differences: ${compared.differences}`,
		);
		if (step.scene !== undefined && isAccepted(answer)) {
			recorder.assignSession(step.scene, target.sessionId);
		}
		const { legs } = recorder;
		for (const [id, finding] of step.judge?.({ answer, target, legs }) ?? []) {
			run.results.found(id, finding);
			run.person.say(`  ${finding.verdict.padEnd(9)} ${id}: ${finding.evidence}`);
		}
		target = { ...target, ...step.keep?.(answer) };
		if (twinAnswer !== undefined) twinTarget = { ...twinTarget, ...step.keep?.(twinAnswer) };
	}
}

/** Sends an update that repeats the present status. */
async function checkPresenceUpdate({ client, person, results }: Run): Promise<void> {
	const isAgreed = await person.agree({
		name: 'Update Presence',
		effect: 'Your status is set to what it is already; nobody should see a change.',
	});
	if (!isAgreed) return;
	const path = `${EXTENSION}/presence`;
	const before = await client.get(path);
	const userStatus = textOf(fieldsOf(before.body)['userStatus']);
	if (before.status !== 200 || userStatus === undefined) return;
	const answer = await client.request({ method: 'PUT', path, body: { userStatus } });
	const after = await client.get(path);
	const finding = presenceFinding(before.body, answer, after.body);
	results.found('PRESENCE-PARTIAL', finding);
	person.say(`  ${finding.verdict.padEnd(9)} PRESENCE-PARTIAL: ${finding.evidence}`);
}
