import { ASSUMPTIONS, ASSUMPTION_IDS, type AssumptionId } from './assumptions.mts';
import type { CallEvidence } from './callJudges.mts';
import { notSeen, type Finding } from './finding.mts';
import type { PlatformClient } from './platformClient.mts';
import type { Scene } from './scenes.mts';
import type { Secrets } from './secrets.mts';

/** The person at the terminal. Every question has a time limit: silence counts as the careful answer. */
export interface Person {
	say(text: string): void;
	/** Asks for a call; resolves when it has been made. */
	makeCall(request: CallRequest): Promise<'done' | 'skip' | 'stop'>;
	/** Asks whether a command may be sent. */
	agree(command: CommandRequest): Promise<boolean>;
	/** Asks for a phone number, in E.164; undefined without one. */
	phoneNumber(purpose: string): Promise<string | undefined>;
}

export interface CallRequest {
	name: Scene['name'] | 'ringing' | 'answered' | 'parked' | 'over';
	text: string;
	/** End of the wait, in milliseconds since the epoch. */
	endsAt?: number;
}

export interface CommandRequest {
	name: string;
	/** The effect on the call, in plain words. */
	effect: string;
}

/** A result that concerns no assumption, e.g. a permission or a limit. */
export interface Observation {
	subject: string;
	seen: string;
}

/** RingCentral's answer to a command beside the simulator's. */
export interface ComparedCommand {
	command: string;
	platform: string;
	simulator: string;
	differences: string;
}

/** The results of a run so far. */
export class Results {
	readonly #findings = new Map<AssumptionId, Finding>();
	readonly observations: Observation[] = [];
	readonly commands: ComparedCommand[] = [];

	found(id: AssumptionId, finding: Finding): void {
		const before = this.#findings.get(id);
		// "Not seen" never replaces a verdict, and one counterexample refutes for good.
		if (before !== undefined && finding.verdict === 'not seen') return;
		if (before?.verdict === 'refuted') return;
		this.#findings.set(id, finding);
	}

	/** Judges all calls so far. */
	judgeCalls(evidence: CallEvidence): void {
		for (const id of ASSUMPTION_IDS) {
			const check = ASSUMPTIONS[id];
			if ((check.by === 'calls' || check.by === 'commands') && check.judge) {
				const finding = check.judge(evidence);
				if (check.by === 'calls') this.#findings.set(id, finding);
				else this.found(id, finding);
			}
		}
	}

	of(id: AssumptionId): Finding {
		return this.#findings.get(id) ?? notSeen(unseenBecause(id));
	}

	/** Whether the run has a result for the assumption. */
	has(id: AssumptionId): boolean {
		return this.#findings.has(id);
	}

	observed(subject: string, seen: string): void {
		this.observations.push({ subject, seen });
	}
}

function unseenBecause(id: AssumptionId): string {
	const check = ASSUMPTIONS[id];
	switch (check.by) {
		case 'nothing':
			return check.because;
		case 'reading':
			return 'The check did not get as far';
		case 'calls':
		case 'recording':
			return 'It takes calls: run the check with --record';
		case 'commands':
			return 'It takes commands: run the check with --commands';
	}
}

/** Shared by the parts of a run. */
export interface Run {
	client: PlatformClient;
	secrets: Secrets;
	person: Person;
	results: Results;
	/** A call counts as over after so many milliseconds without a notification. */
	quietMilliseconds: number;
}

/** Facts about the account, as far as the app may read them. */
export interface AccountFacts {
	accountId?: string;
	extensionId: string;
	/** An online and an offline phone. */
	onlineDeviceId?: string;
	offlineDeviceId?: string;
	parkLocationId?: string;
	flipNumber?: string;
	directNumber?: string;
	/** Extension numbers by extension ID. */
	extensionNumbers: Map<string, string>;
}
