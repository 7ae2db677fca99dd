import { sleep, type ITriggerFunctions } from 'n8n-workflow';

import { SIGNED_IN_USER } from '../telephony/eventFilters';
import type { LiveCalls, StreamEvent } from '../telephony/happening';
import type { StreamWish } from '../telephony/happeningChoice';
import { isFields, textOf } from '../telephony/unknown';
import { CallEndInquiry } from './callEndInquiry';
import type { EventFlow } from './eventFlow';
import { liveCalls, ownExtensionId, type UnseenExtension } from './liveCalls';

/** The stream for which RingCentral is asked. */
export interface InquiringStream {
	readonly context: ITriggerFunctions;
	/** What its nodes want. */
	readonly wishes: StreamWish[];
	/** Of the signed-in user, for whom "~" stands; undefined as long as nobody has said. */
	ownExtensionId?: string;
	log(what: string): void;
}

/** So long to wait for further changes of what is subscribed to. */
const TAKE_OVER_MILLISECONDS = 500;

/** Asks RingCentral about calls what its notifications have not told. */
export class CallInquiry {
	readonly #stream: InquiringStream;

	readonly #flow: EventFlow;

	readonly #signal: AbortSignal;

	readonly #callEnds: CallEndInquiry;

	/** The extensions that the log has named. */
	readonly #saidUnseen = new Set<string>();

	/** Whether RingCentral was asked for the live calls at least once. */
	hasAsked = false;

	#isTakeOverDue = false;

	/** How often the connection has been lost. */
	#interruptions = 0;

	/**
	 * @param flow is told what was found.
	 * @param signal ends what is under way.
	 */
	constructor(stream: InquiringStream, flow: EventFlow, signal: AbortSignal) {
		this.#stream = stream;
		this.#flow = flow;
		this.#signal = signal;
		this.#callEnds = new CallEndInquiry(stream, flow, signal);
	}

	/**
	 * Asks whether a call is over of which not all parties were seen, if anybody wants to know.
	 *
	 * @param extensionIds whoever was seen in it.
	 */
	askWhetherOver(telephonySessionId: string, extensionIds: ReadonlySet<string>): void {
		this.#callEnds.ask({ telephonySessionId, extensionIds });
	}

	/** Finds out what has happened while nothing could be received, and tells it. */
	async catchUp(): Promise<void> {
		const found = await this.#ask();
		if (found === undefined) return;
		this.#flow.reconcile(found);
		this.#stream.log(`caught up with ${found.parties.length} live parties of calls`);
	}

	/** The connection was lost: what happens from now on has to be told when it is back. */
	interrupt(): void {
		this.#interruptions += 1;
	}

	/**
	 * Finds out which calls there are that nothing was heard of yet, and tells nothing. One question
	 * serves all workflows that are activated one after the other.
	 */
	async takeOver(): Promise<void> {
		if (this.#isTakeOverDue) return;
		this.#isTakeOverDue = true;
		const interruptions = this.#interruptions;
		await this.#pause(TAKE_OVER_MILLISECONDS);
		this.#isTakeOverDue = false;
		const found = interruptions === this.#interruptions ? await this.#ask() : undefined;
		if (found !== undefined && interruptions === this.#interruptions) this.#flow.takeOver(found);
	}

	async #ask(): Promise<LiveCalls | undefined> {
		if (this.#signal.aborted || !this.#someoneWants((event) => event !== 'presenceChanged')) {
			return undefined;
		}
		this.hasAsked = true;
		try {
			const { context } = this.#stream;
			if (this.#isSignedInUserFollowed()) {
				this.#stream.ownExtensionId ??= await ownExtensionId(context, this.#signal);
			}
			const { calls, unseen } = await liveCalls(context, this.#extensionIds(), this.#signal);
			this.#sayUnseen(unseen);
			return calls;
		} catch (thrown) {
			if (this.#signal.aborted) return undefined;
			const reason = (isFields(thrown) && textOf(thrown.message)) || 'no reason given';
			this.#stream.log(`does not know the calls that were there before it: ${reason}`);
			return undefined;
		}
	}

	#isSignedInUserFollowed(): boolean {
		return this.#stream.wishes.some(
			({ scope, extensionIds }) => scope === 'extension' && extensionIds.includes(SIGNED_IN_USER),
		);
	}

	#extensionIds(): string[] | 'account' {
		const { wishes, ownExtensionId: ownId = SIGNED_IN_USER } = this.#stream;
		if (wishes.some(({ scope }) => scope === 'account')) return 'account';
		const chosen = wishes.flatMap(({ extensionIds }) => extensionIds);
		return [...new Set(chosen.map((id) => (id === SIGNED_IN_USER ? ownId : id)))];
	}

	/** It is asked for their calls again and again, and says once whose it does not get. */
	#sayUnseen(unseen: readonly UnseenExtension[]): void {
		for (const { extensionId, reason } of unseen) {
			if (this.#saidUnseen.has(extensionId)) continue;
			this.#saidUnseen.add(extensionId);
			this.#stream.log(
				`hears of the calls of extension ${extensionId}, but cannot ask for them: ${reason}`,
			);
		}
	}

	#someoneWants(isWanted: (event: StreamEvent) => boolean): boolean {
		return this.#stream.wishes.some(({ triggerOn }) => triggerOn.some(isWanted));
	}

	/** Returns early when the stream is over. */
	async #pause(milliseconds: number): Promise<void> {
		await sleep(milliseconds, this.#signal).catch(() => {});
	}
}
