import { isCallOver } from '../shared/callOver';
import { isFollowed } from '../../calls/choice/chosenEvents';
import type { CallFlow, UnconfirmedEnd } from '../shared/callFlow';
import type { InquiringStream } from './callInquiry';

/**
 * How many questions are under way at a time: when many calls have ended during an outage, whatever
 * else the credential asks RingCentral for need not wait for all of them.
 */
const MOST_AT_ONCE = 3;

/** Asks RingCentral whether calls are over of which not all parties were seen. */
export class CallEndInquiry {
	readonly #stream: InquiringStream;

	readonly #flow: CallFlow;

	readonly #signal: AbortSignal;

	readonly #waiting: UnconfirmedEnd[] = [];

	#underWay = 0;

	/**
	 * @param flow is told the answers.
	 * @param signal ends what is under way.
	 */
	constructor(stream: InquiringStream, flow: CallFlow, signal: AbortSignal) {
		this.#stream = stream;
		this.#flow = flow;
		this.#signal = signal;
	}

	/** Asks when it is this call's turn, if somebody wants to know. */
	ask(call: UnconfirmedEnd): void {
		this.#waiting.push(call);
		this.#askWaiting();
	}

	#askWaiting(): void {
		while (this.#underWay < MOST_AT_ONCE) {
			const call = this.#waiting.shift();
			if (call === undefined) return;
			if (this.#isEndWanted(call)) void this.#askAbout(call);
			else this.#leaveOpen(call);
		}
	}

	async #askAbout({ telephonySessionId, left }: UnconfirmedEnd): Promise<void> {
		this.#underWay += 1;
		const { context } = this.#stream;
		const cancelSignal = this.#signal;
		const isOver = await isCallOver(context, telephonySessionId, { left, cancelSignal });
		this.#underWay -= 1;
		if (this.#signal.aborted) return;
		this.#flow.conclude(telephonySessionId, isOver);
		this.#askWaiting();
	}

	/** What was not asked is not concluded: whoever was seen in the call may still be there. */
	#leaveOpen({ telephonySessionId }: UnconfirmedEnd): void {
		this.#flow.conclude(telephonySessionId, false);
	}

	#isEndWanted({ extensionIds }: UnconfirmedEnd): boolean {
		const { criteria, ownExtensionId } = this.#stream;
		return criteria.some(
			(one) =>
				one.triggerOn.includes('callEnded') &&
				(one.scope === 'account' ||
					[...extensionIds].some((extensionId) => isFollowed(extensionId, one, ownExtensionId))),
		);
	}
}
