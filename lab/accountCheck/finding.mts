/** What a run of the check says of one assumption. */
export interface Finding {
	verdict: Verdict;
	/** Why, in plain words, with nothing in it that tells a person, a phone or an account. */
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

/** Confirmed or refuted by what was seen; `undefined` where nothing was. */
export function decided(holds: boolean | undefined, evidence: string): Finding {
	if (holds === undefined) return notSeen(evidence);
	return holds ? confirmed(evidence) : refuted(evidence);
}

/** "1 leg", "2 legs". */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
