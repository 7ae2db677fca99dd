import { sleep, type ITriggerFunctions } from 'n8n-workflow';

import { isCallOver } from '../subscription/callOver';
import { SIGNED_IN_USER } from '../telephony/eventFilters';
import type { StreamEvent } from '../telephony/happening';
import type { StreamWish } from '../telephony/happeningChoice';
import { isFields, textOf } from '../telephony/unknown';
import type { EventFlow } from './eventFlow';
import { liveCalls, ownExtensionId } from './liveCalls';

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
const BASELINE_MILLISECONDS = 1_000;

/** The last leg of a call ends some 10 milliseconds after the others. */
const LAST_LEG_MILLISECONDS = 1_000;

/** Asks RingCentral about calls what its notifications have not told. */
export class CallInquiry {
	private readonly stream: InquiringStream;

	private readonly flow: EventFlow;

	private readonly signal: AbortSignal;

	private isBaselineDue = false;

	/**
	 * @param flow is told what was found.
	 * @param signal ends what is under way.
	 */
	constructor(stream: InquiringStream, flow: EventFlow, signal: AbortSignal) {
		this.stream = stream;
		this.flow = flow;
		this.signal = signal;
	}

	/** Asks about calls of which not all parties were seen whether they are over. */
	resolveDoubts(): void {
		for (const telephonySessionId of this.flow.callsInDoubt()) {
			void this.resolveDoubt(telephonySessionId);
		}
	}

	private async resolveDoubt(telephonySessionId: string): Promise<void> {
		await this.pause(LAST_LEG_MILLISECONDS);
		if (this.signal.aborted) return;
		const isOver =
			!this.someoneWants((event) => event === 'callEnded') ||
			(await isCallOver(this.stream.context, telephonySessionId));
		this.flow.conclude(telephonySessionId, isOver);
	}

	/**
	 * Finds out by asking what has happened while nothing could be received.
	 *
	 * @param isBaseline whether it is only to be known, not to be told.
	 */
	async catchUp(isBaseline: boolean): Promise<void> {
		if (!this.someoneWants((event) => event !== 'presenceChanged')) return;
		try {
			const { context } = this.stream;
			if (this.isSignedInUserFollowed()) {
				this.stream.ownExtensionId ??= await ownExtensionId(context, this.signal);
			}
			const found = await liveCalls(context, this.extensionIds(), this.signal);
			this.flow.reconcile({ ...found, isBaseline });
			if (!isBaseline)
				this.stream.log(`caught up with ${found.parties.length} live parties of calls`);
		} catch (thrown) {
			if (this.signal.aborted) return;
			const reason = (isFields(thrown) && textOf(thrown.message)) || 'no reason given';
			this.stream.log(`does not know the calls that were there before it: ${reason}`);
		}
	}

	/**
	 * Of calls that were not subscribed to before, or of which only some events were, little or nothing is
	 * known. One question serves all workflows that are activated one after the other.
	 */
	async takeBaselineLater(): Promise<void> {
		if (this.isBaselineDue) return;
		this.isBaselineDue = true;
		await this.pause(BASELINE_MILLISECONDS);
		this.isBaselineDue = false;
		if (!this.signal.aborted) await this.catchUp(true);
	}

	private isSignedInUserFollowed(): boolean {
		return this.stream.wishes.some(
			({ scope, extensionIds }) => scope === 'extension' && extensionIds.includes(SIGNED_IN_USER),
		);
	}

	private extensionIds(): string[] | 'account' {
		const { wishes } = this.stream;
		return wishes.some(({ scope }) => scope === 'account')
			? 'account'
			: [...new Set(wishes.flatMap(({ extensionIds }) => extensionIds))];
	}

	private someoneWants(isWanted: (event: StreamEvent) => boolean): boolean {
		return this.stream.wishes.some(({ triggerOn }) => triggerOn.some(isWanted));
	}

	/** Returns early when the stream is over. */
	private async pause(milliseconds: number): Promise<void> {
		await sleep(milliseconds, this.signal).catch(() => {});
	}
}
