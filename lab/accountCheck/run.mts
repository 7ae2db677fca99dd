import { ASSUMPTIONS, ASSUMPTION_IDS, type AssumptionId } from './assumptions.mts';
import type { CallEvidence } from './callJudges.mts';
import { notSeen, type Finding } from './finding.mts';
import type { PlatformClient } from './platformClient.mts';
import type { Scene } from './scenes.mts';
import type { Secrets } from './secrets.mts';

/** The person at the terminal. Every question has an end: no answer counts as the careful one. */
export interface Person {
	say(text: string): void;
	/** Asks for a call; resolves when it has been made. */
	makeCall(request: CallRequest): Promise<'done' | 'skip' | 'stop'>;
	/** Asks whether a command may be sent. */
	agree(command: CommandRequest): Promise<boolean>;
	/** Asks for a phone number, in E.164; undefined: none is given. */
	phoneNumber(purpose: string): Promise<string | undefined>;
}

export interface CallRequest {
	name: Scene['name'] | 'ringing' | 'answered' | 'parked' | 'over';
	text: string;
	/** Until when it is waited for, in milliseconds since the epoch. */
	endsAt?: number;
}

export interface CommandRequest {
	name: string;
	/** What it does to the call, in plain words. */
	effect: string;
}

/** Something that was looked at and is no assumption, e.g. a permission or a limit. */
export interface Observation {
	what: string;
	seen: string;
}

/** An answer to a command beside the one that the simulator gives. */
export interface ComparedCommand {
	command: string;
	platform: string;
	simulator: string;
	differences: string;
}

/** What a run has found so far. */
export class Results {
	readonly #findings = new Map<AssumptionId, Finding>();
	readonly observations: Observation[] = [];
	readonly commands: ComparedCommand[] = [];

	found(id: AssumptionId, finding: Finding): void {
		const before = this.#findings.get(id);
		// A later look that saw nothing takes nothing back, and one counterexample stays one.
		if (before !== undefined && finding.verdict === 'not seen') return;
		if (before?.verdict === 'refuted') return;
		this.#findings.set(id, finding);
	}

	/** Judges all calls that were heard so far. */
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

	/** Whether the run has looked at it at all. */
	has(id: AssumptionId): boolean {
		return this.#findings.has(id);
	}

	observed(what: string, seen: string): void {
		this.observations.push({ what, seen });
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

/** What the parts of a run share. */
export interface Run {
	client: PlatformClient;
	secrets: Secrets;
	person: Person;
	results: Results;
	/** For how long nothing must come before a call counts as over, in milliseconds. */
	quietMilliseconds: number;
}

/** Whose account it is, as far as the app may read it. */
export interface AccountFacts {
	accountId?: string;
	extensionId: string;
	/** Phones that are online and offline. */
	onlineDeviceId?: string;
	offlineDeviceId?: string;
	parkLocationId?: string;
	flipNumber?: string;
	directNumber?: string;
	/** Short numbers by the IDs of their extensions. */
	extensionNumbers: Map<string, string>;
}
