/** The result of a run for one assumption. */
export interface Finding {
	verdict: Verdict;
	/** The reason, in plain words, without a trace of a person, a phone or an account. */
	evidence: string;
}

export type Verdict = 'confirmed' | 'refuted' | 'not seen';

export function confirmed(evidence: string): Finding {
	return { verdict: 'confirmed', evidence };
}

export function refuted(evidence: string): Finding {
	return { verdict: 'refuted', evidence };
}

export function notSeen(evidence: string): Finding {
	return { verdict: 'not seen', evidence };
}

/** @param holds undefined: not seen */
export function decided(holds: boolean | undefined, evidence: string): Finding {
	if (holds === undefined) return notSeen(evidence);
	return holds ? confirmed(evidence) : refuted(evidence);
}

/** "1 leg", "2 legs". */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
