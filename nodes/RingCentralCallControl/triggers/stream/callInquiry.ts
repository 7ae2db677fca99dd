import type { ITriggerFunctions } from 'n8n-workflow';

import { SIGNED_IN_USER } from '../../calls/events/eventFilters';
import type { LiveCalls } from '../../calls/events/callEvent';
import type { Criteria } from '../../calls/choice/criteria';
import { pause } from '../../transport/pause';
import type { CallFlow, UnconfirmedEnd } from '../shared/callFlow';
import { pauseBeforeConnecting } from './backoff';
import { CallEndInquiry } from './callEndInquiry';
import { liveCalls, ownExtensionId, type UnseenExtension } from './liveCalls';
import { obstacleIn, type Obstacle } from './obstacle';

/** The stream for which RingCentral is asked. */
export interface InquiringStream {
	readonly context: ITriggerFunctions;
	/** What its nodes want. */
	readonly criteria: Criteria[];
	/** Of the signed-in user, for whom "~" stands; undefined as long as nobody has said. */
	ownExtensionId?: string;
	log(what: string): void;
}

/** What RingCentral is asked for the live calls for: to tell what has happened, or nothing. */
type Purpose = 'catchUp' | 'takeOver';

/** So long to wait for further changes of what is subscribed to. */
const TAKE_OVER_MILLISECONDS = 500;

/** What the log says when RingCentral does not answer. */
const UNANSWERED: Record<Purpose, { passing: string; lasting: string }> = {
	catchUp: {
		passing: 'has not caught up yet with what happened meanwhile, and asks again',
		lasting: 'cannot catch up with what happened meanwhile',
	},
	takeOver: {
		passing: 'does not know the calls yet that were there before it, and asks again',
		lasting: 'does not know the calls that were there before it',
	},
};

/** Asks RingCentral about calls what its notifications have not told. */
export class CallInquiry {
	readonly #stream: InquiringStream;

	readonly #flow: CallFlow;

	readonly #signal: AbortSignal;

	readonly #callEnds: CallEndInquiry;

	/** The extensions that the log has named. */
	readonly #saidUnseen = new Set<string>();

	/** What there still is to ask for. A new stream knows of no calls. */
	#owed: Purpose | undefined = 'takeOver';

	/** What the question is for that waits for its answer. */
	#asked: Purpose | undefined;

	/** Ends what is under way: one question at a time, repeated until it is answered. */
	#series: AbortController | undefined;

	/**
	 * @param flow is told what was found.
	 * @param signal ends what is under way.
	 */
	constructor(stream: InquiringStream, flow: CallFlow, signal: AbortSignal) {
		this.#stream = stream;
		this.#flow = flow;
		this.#signal = signal;
		this.#callEnds = new CallEndInquiry(stream, flow, signal);
	}

	/** Whether what RingCentral says of the live calls is known, or about to be. */
	get knowsCalls(): boolean {
		return this.#owed === undefined;
	}

	/** Asks whether a call is over whose end is not confirmed, if a node starts on that. */
	askWhetherOver(end: UnconfirmedEnd): void {
		this.#callEnds.ask(end);
	}

	/** Finds out what has happened while nothing could be received, and tells it. */
	async catchUp(): Promise<void> {
		this.#owe('catchUp');
		await this.#findOut();
	}

	/**
	 * Finds out which calls there are that nothing was heard of yet, and tells nothing, unless there
	 * is something to catch up with. One question serves all workflows that are activated one after
	 * the other.
	 */
	async takeOver(): Promise<void> {
		this.#owe('takeOver');
		await this.#findOut();
	}

	/**
	 * The connection was lost: what happens from now on has to be told when it is back, so that an
	 * answer would come too early.
	 */
	interrupt(): void {
		this.#series?.abort();
		this.#series = undefined;
		if (this.#asked !== undefined) this.#owe(this.#asked);
		this.#asked = undefined;
	}

	#owe(purpose: Purpose): void {
		if (this.#owed !== 'catchUp') this.#owed = purpose;
	}

	/** Asks until nothing is owed, the connection is lost, or asking is of no use. */
	async #findOut(): Promise<void> {
		if (this.#series !== undefined) return;
		const series = new AbortController();
		this.#series = series;
		const signal = AbortSignal.any([this.#signal, series.signal]);
		let isAnswered = true;
		while (isAnswered && this.#owed !== undefined && this.#areCallsWanted()) {
			if (this.#owed === 'takeOver') await pause(TAKE_OVER_MILLISECONDS, signal);
			isAnswered = await this.#askUntilAnswered(signal);
			if (signal.aborted) return;
		}
		this.#series = undefined;
		// When somebody can ask again, what has happened until now is no news any more.
		if (this.#owed !== undefined) this.#owed = 'takeOver';
	}

	/** @returns false when it is of no use. */
	async #askUntilAnswered(signal: AbortSignal): Promise<boolean> {
		for (let failures = 0; ; failures++) {
			const obstacle = await this.#ask(signal, failures === 0);
			if (obstacle === undefined || signal.aborted) return true;
			if (obstacle.isLasting) return false;
			await pause(pauseBeforeConnecting(failures, Math.random()), signal);
		}
	}

	/** @returns why RingCentral does not answer; undefined when it does. */
	async #ask(signal: AbortSignal, isFirst: boolean): Promise<Obstacle | undefined> {
		const purpose = this.#owed;
		if (purpose === undefined || signal.aborted) return undefined;
		this.#owed = undefined;
		this.#asked = purpose;
		const { calls, obstacle } = await this.#liveCalls(signal);
		if (signal.aborted) return undefined;
		this.#asked = undefined;
		if (calls !== undefined) this.#use(calls, purpose);
		if (obstacle === undefined) return undefined;
		this.#owe(purpose);
		const { passing, lasting } = UNANSWERED[purpose];
		if (obstacle.isLasting) this.#stream.log(`${lasting}: ${obstacle.message}`);
		else if (isFirst) this.#stream.log(`${passing}: ${obstacle.message}`);
		return obstacle;
	}

	async #liveCalls(signal: AbortSignal): Promise<{ calls?: LiveCalls; obstacle?: Obstacle }> {
		const { context } = this.#stream;
		try {
			if (this.#isSignedInUserFollowed()) {
				this.#stream.ownExtensionId ??= await ownExtensionId(context, signal);
			}
			const { calls, unseen } = await liveCalls(context, this.#extensionIds(), signal);
			this.#sayUnseen(unseen);
			return { calls };
		} catch (thrown) {
			return { obstacle: obstacleIn(thrown) };
		}
	}

	#use(calls: LiveCalls, purpose: Purpose): void {
		if (purpose === 'catchUp') {
			this.#flow.reconcile(calls);
			this.#stream.log(`caught up with ${calls.parties.length} live parties of calls`);
		} else if (this.#owed !== 'catchUp') {
			this.#flow.takeOver(calls);
		}
	}

	#isSignedInUserFollowed(): boolean {
		return this.#stream.criteria.some(
			({ scope, extensionIds }) => scope === 'extension' && extensionIds.includes(SIGNED_IN_USER),
		);
	}

	#extensionIds(): string[] | 'account' {
		const { criteria, ownExtensionId: ownId = SIGNED_IN_USER } = this.#stream;
		if (criteria.some(({ scope }) => scope === 'account')) return 'account';
		const chosen = criteria.flatMap(({ extensionIds }) => extensionIds);
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

	#areCallsWanted(): boolean {
		return this.#stream.criteria.some(({ triggerOn }) =>
			triggerOn.some((event) => event !== 'presenceChanged'),
		);
	}
}
