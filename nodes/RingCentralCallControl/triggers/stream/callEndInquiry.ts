import { isCallOver } from '../shared/callOver';
import { isFollowed } from '../../calls/choice/happeningChoice';
import type { InquiringStream } from './callInquiry';
import type { EventFlow } from './eventFlow';

/** A call of which nobody has told whether somebody is left. */
interface CallInDoubt {
	telephonySessionId: string;
	/** Whoever was seen in it. */
	extensionIds: ReadonlySet<string>;
}

/**
 * How many questions are under way at a time: when many calls have ended during an outage, whatever
 * else the credential asks RingCentral for need not wait for all of them.
 */
const MOST_AT_ONCE = 3;

/** Asks RingCentral whether calls are over of which not all parties were seen. */
export class CallEndInquiry {
	readonly #stream: InquiringStream;

	readonly #flow: EventFlow;

	readonly #signal: AbortSignal;

	readonly #waiting: CallInDoubt[] = [];

	#underWay = 0;

	/**
	 * @param flow is told the answers.
	 * @param signal ends what is under way.
	 */
	constructor(stream: InquiringStream, flow: EventFlow, signal: AbortSignal) {
		this.#stream = stream;
		this.#flow = flow;
		this.#signal = signal;
	}

	/** Asks when it is this call's turn, if somebody wants to know. */
	ask(call: CallInDoubt): void {
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

	async #askAbout({ telephonySessionId }: CallInDoubt): Promise<void> {
		this.#underWay += 1;
		const { context } = this.#stream;
		const isOver = await isCallOver(context, telephonySessionId, { cancelSignal: this.#signal });
		this.#underWay -= 1;
		if (this.#signal.aborted) return;
		this.#flow.conclude(telephonySessionId, isOver);
		this.#askWaiting();
	}

	/** What was not asked is not concluded: whoever was seen in the call may still be there. */
	#leaveOpen({ telephonySessionId }: CallInDoubt): void {
		this.#flow.conclude(telephonySessionId, false);
	}

	#isEndWanted({ extensionIds }: CallInDoubt): boolean {
		const { wishes, ownExtensionId } = this.#stream;
		return wishes.some(
			(wish) =>
				wish.triggerOn.includes('callEnded') &&
				(wish.scope === 'account' ||
					[...extensionIds].some((extensionId) => isFollowed(extensionId, wish, ownExtensionId))),
		);
	}
}
