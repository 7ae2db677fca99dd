/** The traces of one call in n8n and the stand-in. */
export interface ObservedCall {
	/** Commands sent to RingCentral, except those refused before RingCentral acts. */
	commands: number;
	/** Commands that RingCentral has carried out. */
	carriedOut: number;
	/** Whether a process of n8n has taken a notification of the call; undefined for a stream. */
	wasDelivered?: boolean;
	executions: ReadonlyArray<ObservedExecution>;
}

export interface ObservedExecution {
	/** n8n's status, e.g. "success", "error", "crashed" or "running". */
	status: string;
	/** n8n's message to the user. */
	message?: string;
}

/**
 * - routed: forwarded once.
 * - reported: n8n gives the reason and advice.
 * - lost: not forwarded, and n8n does not report it.
 * - doubled: started or commanded twice.
 * - broken: an execution that does not end, makes a false claim or gives no advice.
 */
export type Verdict = 'broken' | 'doubled' | 'lost' | 'routed' | 'reported';

export interface Judgement {
	verdict: Verdict;
	/** The reason for an unwanted verdict. */
	reason?: string;
}

/** Begins a sentence with advice. */
const advice = /(^|[.:;,] )(Ask|Check|Connect|Look|Make|Open|Set|Try|Wait)\b/i;

/** @param says must match the message of a call that is not routed. */
export function judge(call: ObservedCall, says?: RegExp): Judgement {
	const { commands, carriedOut, executions } = call;
	if (commands > 1 || executions.length > 1) {
		const reason = `${commands} commands, ${executions.length} executions`;
		return { verdict: 'doubled', reason };
	}
	const [execution] = executions;
	if (execution === undefined) {
		return carriedOut > 0
			? { verdict: 'broken', reason: 'forwarded without an execution' }
			: { verdict: 'lost', reason: 'no execution' };
	}
	const { status, message = '' } = execution;
	if (status === 'success') {
		return carriedOut === 1
			? { verdict: 'routed' }
			: { verdict: 'broken', reason: 'a success although nothing was forwarded' };
	}
	const broken = (reason: string): Judgement => ({ verdict: 'broken', reason });
	if (status !== 'error') return broken(`an execution that is ${status}`);
	if (!advice.test(message)) return broken(`no advice in "${message}"`);
	if (says && !says.test(message)) return broken(`another message: "${message}"`);
	if (carriedOut > 0 && /nothing was carried out|was not carried out/i.test(message)) {
		return broken(`forwarded, in spite of "${message}"`);
	}
	return { verdict: 'reported' };
}

/**
 * The outcome of a call during a kill.
 *
 * - routed: forwarded once, even if its execution failed afterwards.
 * - notDelivered: no process took a notification of it, and RingCentral repeats none.
 * - crashed: n8n had stored its execution and did not continue it.
 * - notStored: n8n had the notification, and has no execution for it.
 * - reported, doubled: as in a verdict.
 */
export type Fate = 'crashed' | 'doubled' | 'notDelivered' | 'notStored' | 'routed' | 'reported';

export function fateOf(call: ObservedCall): Fate {
	const { commands, carriedOut, wasDelivered, executions } = call;
	if (commands > 1 || executions.length > 1) return 'doubled';
	if (carriedOut === 1) return 'routed';
	const [execution] = executions;
	if (execution === undefined) return wasDelivered === false ? 'notDelivered' : 'notStored';
	return judge(call).verdict === 'reported' ? 'reported' : 'crashed';
}
