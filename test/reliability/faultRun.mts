import type { PlacedCall } from '../../lab/src/simulatorControl.mts';
import { judge, type Verdict } from './judgement.mts';
import { CALLS_A_ROUND, playOnce, roundsOf, type Fault } from './faults.mts';
import { leaksIn, Routing, type Scene } from './scene.mts';

/** The outcome of a fault. */
export interface FaultFigures {
	rounds: number;
	calls: number;
	/** Number of calls by verdict. */
	verdicts: Record<Verdict, number>;
	/** Number of routed calls among those right after the fault, one each round. */
	nextRouted: number;
	/** Descriptions of unexpected results; empty when all is well. */
	findings: string[];
}

/** Time limit for the call after a fault: RingCentral's penalty for too many requests takes a minute. */
const patienceAfterwards = 90_000;

/** Causes a fault so many times, with a workflow of its own. */
export async function runFault(
	fault: Fault,
	scene: Scene,
	rounds = roundsOf(fault),
): Promise<FaultFigures> {
	const verdicts: Record<Verdict, number> = {
		routed: 0,
		reported: 0,
		lost: 0,
		doubled: 0,
		broken: 0,
	};
	const findings: string[] = [];
	const next: PlacedCall[] = [];
	const routing = await Routing.publish(scene, fault.trigger, fault);
	try {
		for (let round = 0; round < rounds; round++) {
			await playOnce(fault, scene, routing);
			const [call] = await routing.ring(1);
			if (!call) continue;
			await routing.settle([call], patienceAfterwards);
			next.push(call);
		}
		for (const call of routing.placed.filter((one) => !next.includes(one))) {
			const { verdict, reason } = judge(routing.observed(call), fault.says);
			verdicts[verdict] += 1;
			if (verdict !== fault.expected) findings.push(`${verdict}: ${reason ?? 'not expected'}`);
		}
		const routed = next.filter((call) => judge(routing.observed(call)).verdict === 'routed');
		if (routed.length < next.length) findings.push('the call after the fault was not routed');
		if (routing.executionsWithoutCall > 0) {
			findings.push(`${routing.executionsWithoutCall} executions for no call`);
			verdicts.broken += routing.executionsWithoutCall;
		}
		const leaks = leaksIn(scene, routing.texts);
		findings.push(...leaks);
		verdicts.broken += leaks.length;
		const calls = rounds * CALLS_A_ROUND;
		return { rounds, calls, verdicts, nextRouted: routed.length, findings };
	} finally {
		scene.standIn.misbehaviour = {};
		await routing.unpublish();
	}
}
