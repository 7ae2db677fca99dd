import { sleep, type ITriggerFunctions } from 'n8n-workflow';

import { isCallOver } from '../subscription/callOver';
import { isSameSet } from '../subscription/grantedSubscription';
import { memoryOf } from '../subscription/memory';
import { SIGNED_IN_USER } from '../telephony/eventFilters';
import type { Happening, StreamEvent } from '../telephony/happening';
import { kindOf, type Notification } from '../telephony/notification';
import { mergedFilters, seesWholeCalls, streamFiltersOf } from '../telephony/streamFilters';
import { isFields, textOf } from '../telephony/unknown';
import { deferred, type Deferred } from '../transport/deferred';
import { USUAL_PACE } from '../transport/eventSocket';
import { EventFlow } from './eventFlow';
import type { StreamListener } from './listener';
import { liveCalls, ownExtensionId } from './liveCalls';
import { obstacleIn, type Obstacle } from './obstacle';
import { RecentHappenings } from './recentHappenings';
import type { Replay } from './replay';
import { storedSession, type StoredSession, type StreamSubscription } from './storedSession';
import { StreamConnection, type ConnectionOwner } from './streamConnection';

type Subscribe = (eventFilters: string[]) => Promise<void>;

/**
 * For how long a stream stays as it is after somebody has left or n8n was started, in milliseconds.
 * Workflows are activated one after the other, and one that is published anew leaves for a moment. It
 * is longer than the half minute in which n8n shuts down, so that RingCentral still has the session
 * when n8n starts again.
 */
const LINGER_MILLISECONDS = 35_000;

/** So long to wait for further changes of what is subscribed to. */
const BASELINE_MILLISECONDS = 1_000;

/** The last leg of a call ends some 10 milliseconds after the others. */
const LAST_LEG_MILLISECONDS = 1_000;

/**
 * The events of one RingCentral user and app, for all nodes that listen with the same credential. One
 * connection with one subscription serves them all, because RingCentral allows five new connections a
 * minute and thirty subscriptions.
 */
export class CallStream implements ConnectionOwner {
	private readonly listeners = new Set<StreamListener>();

	/** Who has joined and does not know yet whether RingCentral agrees. */
	private readonly candidates = new Map<StreamListener, Deferred<Obstacle | undefined>>();

	/** When each node that listened before has left, in milliseconds since the epoch. */
	private readonly departures = new Map<string, number>();

	private readonly flow: EventFlow;

	private readonly recent = new RecentHappenings();

	private readonly over = new AbortController();

	private readonly connection: StreamConnection;

	private readonly isFirstPuzzle = memoryOf(1_000);

	private readonly onOver: () => void;

	private latestContext: ITriggerFunctions;

	private session?: StoredSession;

	private seesWholeCalls = false;

	private ownExtensionId?: string;

	/** Until when events that nobody wants any more stay subscribed, in milliseconds since the epoch. */
	private widerUntil = 0;

	private hasBeenConnected = false;

	/** Whether the last attempt to connect did not come about. */
	private isDelayed = false;

	private isBaselineDue = false;

	/** Whether n8n has just been started, so that what happened before may have been missed. */
	private readonly isResuming: boolean;

	/** @param onOver called when the stream has ended; it cannot be joined any more. */
	constructor(first: StreamListener, onOver: () => void) {
		this.onOver = onOver;
		this.latestContext = first.context;
		this.isResuming = first.isResuming;
		this.session = first.isResuming ? storedSession(first.context) : undefined;
		this.flow = new EventFlow(
			(happenings) => this.tell(happenings),
			(what) => this.puzzled(what),
		);
		this.connection = new StreamConnection(this, USUAL_PACE, this.over.signal, this.session);
		if (this.isResuming) this.linger();
		void this.connection.run();
	}

	get context(): ITriggerFunctions {
		const [first] = this.listeners;
		return first?.context ?? this.latestContext;
	}

	/**
	 * Adds a node. What was told since it left, or since n8n was started, it hears at once.
	 *
	 * @returns why it cannot listen; undefined when it can.
	 */
	async join(listener: StreamListener): Promise<Obstacle | undefined> {
		this.latestContext = listener.context;
		const since = listener.isResuming ? 0 : this.departures.get(listener.name);
		this.departures.delete(listener.name);
		if (since !== undefined) {
			for (const happenings of this.recent.since(since)) {
				listener.hear(happenings, this.ownExtensionId);
			}
		}
		this.listeners.add(listener);
		// n8n activates one workflow after the other when it starts: none waits for a connection that
		// has just not come about.
		if (listener.isResuming && this.isDelayed) return undefined;
		const admission = deferred<Obstacle | undefined>();
		this.candidates.set(listener, admission);
		this.connection.reconsider();
		return await admission.promise;
	}

	/** Removes a node. The last one ends the stream: at once if no events flow, else after a while. */
	leave(listener: StreamListener): void {
		if (!this.listeners.delete(listener)) return;
		this.departures.set(listener.name, Date.now());
		if (this.listeners.size === 0 && !this.connection.isFlowing) this.end();
		else this.linger();
	}

	async agree(subscribe: Subscribe, current: StreamSubscription | undefined): Promise<void> {
		if (this.listeners.size === 0) return;
		const wanted = this.filtersFor([...this.listeners], current);
		if (current === undefined || !isSameSet(wanted, current.requestedFilters)) {
			const refusal = await thrownBy(subscribe(wanted));
			if (refusal !== undefined) await this.findOut(subscribe, refusal);
			if (current !== undefined) void this.takeBaselineLater();
		}
		for (const listener of [...this.candidates.keys()]) this.admit(listener);
	}

	connected(isRecovered: boolean): void {
		const isFirst = !this.hasBeenConnected;
		this.hasBeenConnected = true;
		this.isDelayed = false;
		if (isRecovered) return;
		if (isFirst) this.log('is connected');
		else this.log('is connected and subscribed anew: RingCentral no longer had its session');
		void this.catchUp(isFirst && !this.isResuming);
	}

	replayed(replay: Replay): void {
		this.log(`was taken up again, with ${replay.length} events that had come in between`);
		if (replay.mayBeIncomplete) void this.catchUp(false);
	}

	heard(notification: Notification): void {
		this.ownExtensionId ??= notification.ownerId;
		if (kindOf(notification) === 'session') {
			this.flow.take(notification, this.seesWholeCalls);
		} else {
			for (const listener of this.listeners) listener.hearPresence(notification);
		}
	}

	recoverable(session: StoredSession): void {
		this.session = session;
		this.seesWholeCalls = seesWholeCalls(session.grantedFilters);
		for (const listener of this.listeners) listener.remember(session);
	}

	puzzled(what: string): void {
		if (!this.isFirstPuzzle(what)) return;
		this.context.logger.warn(`RingCentral sent ${what}, which is left out. It is logged once.`);
	}

	stopped(obstacle: Obstacle): void {
		const { message, description = '', isLasting } = obstacle;
		this.isDelayed = true;
		this.log(`${isLasting ? 'ends' : 'connects again in a moment'}. ${message}. ${description}`);
		if (isLasting) {
			for (const listener of [...this.listeners]) this.dismiss(listener, obstacle);
		}
		for (const listener of [...this.candidates.keys()]) {
			// Nobody waits for a workflow that n8n activates when it starts: it listens as soon as it can.
			if (listener.isResuming) this.admit(listener);
			else this.dismiss(listener, obstacle);
		}
		if (this.listeners.size === 0) this.end();
	}

	/** Finds out whom RingCentral refuses, and subscribes for the others. */
	private async findOut(subscribe: Subscribe, refusal: unknown): Promise<void> {
		if (!obstacleIn(refusal).isLasting || this.listeners.size < 2) throw refusal;
		const accepted: StreamListener[] = [];
		for (const listener of [...this.listeners]) {
			const thrown = await thrownBy(subscribe(this.filtersFor([...accepted, listener])));
			const obstacle = thrown === undefined ? undefined : obstacleIn(thrown);
			if (obstacle === undefined) accepted.push(listener);
			else if (obstacle.isLasting) this.dismiss(listener, obstacle);
			else throw thrown;
		}
		// The last attempt may have been one that was refused, or granted in part.
		if (accepted.length > 0) await subscribe(this.filtersFor(accepted));
		else this.end();
	}

	private filtersFor(listeners: StreamListener[], current?: StreamSubscription): string[] {
		const wanted = streamFiltersOf(listeners.map(({ settings }) => settings));
		return current !== undefined && Date.now() < this.widerUntil
			? mergedFilters([...current.requestedFilters, ...wanted])
			: wanted;
	}

	private admit(listener: StreamListener): void {
		if (this.session) listener.remember(this.session);
		this.candidates.get(listener)?.resolve(undefined);
		this.candidates.delete(listener);
	}

	private dismiss(listener: StreamListener, obstacle: Obstacle): void {
		const admission = this.candidates.get(listener);
		this.candidates.delete(listener);
		this.listeners.delete(listener);
		if (admission) admission.resolve(obstacle);
		else listener.refuse(obstacle);
	}

	private tell(happenings: readonly Happening[]): void {
		this.recent.add(happenings, Date.now());
		for (const listener of this.listeners) listener.hear(happenings, this.ownExtensionId);
		for (const callId of this.flow.callsInDoubt()) void this.resolveDoubt(callId);
	}

	/** Asks whether a call is over of which not all parties were seen, if anybody wants to know. */
	private async resolveDoubt(telephonySessionId: string): Promise<void> {
		await this.pause(LAST_LEG_MILLISECONDS);
		if (this.isOver) return;
		const isOver =
			!this.someoneWants((event) => event === 'callEnded') ||
			(await isCallOver(this.context, telephonySessionId));
		this.flow.conclude(telephonySessionId, isOver);
	}

	/**
	 * Finds out by asking what has happened while nothing could be received.
	 *
	 * @param isBaseline whether it is only to be known, not to be told.
	 */
	private async catchUp(isBaseline: boolean): Promise<void> {
		if (!this.someoneWants((event) => event !== 'presenceChanged')) return;
		try {
			const { signal } = this.over;
			if (this.isSignedInUserFollowed()) {
				this.ownExtensionId ??= await ownExtensionId(this.context, signal);
			}
			const found = await liveCalls(this.context, this.extensionIds(), signal);
			this.flow.reconcile({ ...found, isBaseline });
			if (!isBaseline) this.log(`caught up with ${found.parties.length} live parties of calls`);
		} catch (thrown) {
			if (this.isOver) return;
			const reason = (isFields(thrown) && textOf(thrown.message)) || 'no reason given';
			this.log(`does not know the calls that were there before it: ${reason}`);
		}
	}

	/**
	 * Of calls that were not subscribed to before, or of which only some events were, little or nothing is
	 * known. One question serves all workflows that are activated one after the other.
	 */
	private async takeBaselineLater(): Promise<void> {
		if (this.isBaselineDue) return;
		this.isBaselineDue = true;
		await this.pause(BASELINE_MILLISECONDS);
		this.isBaselineDue = false;
		if (!this.isOver) await this.catchUp(true);
	}

	private isSignedInUserFollowed(): boolean {
		return [...this.listeners].some(
			({ settings }) =>
				settings.scope === 'extension' && settings.extensionIds.includes(SIGNED_IN_USER),
		);
	}

	private extensionIds(): string[] | 'account' {
		const settings = [...this.listeners].map((listener) => listener.settings);
		return settings.some(({ scope }) => scope === 'account')
			? 'account'
			: [...new Set(settings.flatMap(({ extensionIds }) => extensionIds))];
	}

	private someoneWants(isWanted: (event: StreamEvent) => boolean): boolean {
		return [...this.listeners].some(({ settings }) => settings.triggerOn.some(isWanted));
	}

	private linger(): void {
		this.widerUntil = Date.now() + LINGER_MILLISECONDS;
		this.recent.keepUntil(this.widerUntil);
		void this.settleLater();
	}

	/** Does what has waited: asks for fewer events, or ends when nobody has come back. */
	private async settleLater(): Promise<void> {
		await this.pause(LINGER_MILLISECONDS + 1);
		if (this.isOver || Date.now() < this.widerUntil) return;
		this.departures.clear();
		if (this.listeners.size > 0) {
			this.connection.reconsider();
			return;
		}
		await thrownBy(this.connection.unsubscribe());
		if (this.listeners.size === 0) this.end();
		else this.connection.reconsider();
	}

	private end(): void {
		this.over.abort();
		this.flow.close();
		this.onOver();
	}

	private get isOver(): boolean {
		return this.over.signal.aborted;
	}

	private log(what: string): void {
		const [credential] = Object.values(this.context.getNode().credentials ?? {});
		this.context.logger.info(`The RingCentral call stream "${credential?.name}" ${what}`);
	}

	/** Returns early when the stream is over. */
	private async pause(milliseconds: number): Promise<void> {
		await sleep(milliseconds, this.over.signal).catch(() => {});
	}
}

/** What an attempt throws, to look at it before it is passed on; undefined when it succeeds. */
async function thrownBy(attempt: Promise<void>): Promise<unknown> {
	try {
		await attempt;
		return undefined;
	} catch (thrown) {
		return thrown;
	}
}
