import type { ITriggerFunctions } from 'n8n-workflow';

import { CallFlow } from '../shared/callFlow';
import { isSameSet } from '../shared/grantedSubscription';
import { memoryOf } from '../shared/memory';
import type { Criteria } from '../../calls/choice/criteria';
import { sharedFiltersOf } from '../../calls/choice/criteria';
import type { CallEvent } from '../../calls/events/callEvent';
import { followsCalls, mergedFilters, seesWholeCalls } from '../../calls/events/eventFilters';
import type { Notification, NotificationKind } from '../../calls/events/notification';
import { deferred, type Deferred } from '../../transport/deferred';
import { USUAL_PACE } from '../../transport/socket/eventSocket';
import { pause } from '../../transport/pause';
import { acceptance } from './acceptance';
import { CallInquiry, type InquiringStream } from './callInquiry';
import { Departures, LINGER_MILLISECONDS, type StreamLegacy } from './departures';
import type { StreamListener } from './listener';
import { obstacleIn, thrownBy, type Obstacle } from './obstacle';
import type { Replay } from './replay';
import { storedSession, type StoredSession, type StreamSubscription } from './storedSession';
import { StreamConnection, type ConnectionOwner } from './streamConnection';

type Subscribe = (eventFilters: string[]) => Promise<void>;

/** How long a workflow that n8n activates when it starts waits for RingCentral. */
const LONGEST_START_MILLISECONDS = 10_000;

/**
 * The events of one RingCentral user and app, for all nodes that listen with the same credential. One
 * connection with one subscription serves them all, because RingCentral allows five new connections a
 * minute and thirty subscriptions.
 */
export class CallStream implements ConnectionOwner, InquiringStream {
	ownExtensionId?: string;

	readonly #listeners = new Set<StreamListener>();

	/** Who has joined and does not know yet whether RingCentral agrees. */
	readonly #candidates = new Map<StreamListener, Deferred<Obstacle | undefined>>();

	readonly #departures: Departures;

	readonly #flow: CallFlow;

	readonly #inquiry: CallInquiry;

	readonly #over = new AbortController();

	readonly #connection: StreamConnection;

	readonly #isFirstUnexpected = memoryOf(1_000);

	readonly #onOver: (legacy?: StreamLegacy) => void;

	#latestContext: ITriggerFunctions;

	#session?: StoredSession;

	#seesWholeCalls = false;

	/** Until when events that nobody wants any more stay subscribed, in milliseconds since the epoch. */
	#widerUntil = 0;

	#hasBeenConnected = false;

	/** Whether the last attempt to connect did not come about. */
	#isDelayed = false;

	/** Whether the present connection goes on with an earlier session. */
	#isRecovered = false;

	/** Of what the nodes have stored: the time of the latest session that was tried. */
	#newestTried = 0;

	/** Whether n8n has just been started, or another stream ended, so that something may have been missed. */
	readonly #isResuming: boolean;

	/**
	 * @param legacy of the stream before, if that ended a moment ago.
	 * @param onOver called when the stream has ended; it cannot be joined any more.
	 */
	constructor(
		first: StreamListener,
		legacy: StreamLegacy | undefined,
		onOver: (legacy?: StreamLegacy) => void,
	) {
		this.#onOver = onOver;
		this.#latestContext = first.context;
		this.#departures = legacy?.departures ?? new Departures();
		this.#isResuming = first.isResuming || legacy !== undefined;
		this.#session =
			legacy?.session ?? (first.isResuming ? storedSession(first.context) : undefined);
		this.#newestTried = this.#session?.since ?? 0;
		this.#seesWholeCalls = seesWholeCalls(this.#session?.grantedFilters ?? []);
		this.#flow = new CallFlow(
			{
				tell: (events) => this.#tell(events),
				ask: (end) => this.#inquiry.askWhetherOver(end),
				unexpected: (what) => this.unexpected(what),
			},
			{ isResumed: this.#isResuming },
		);
		this.#inquiry = new CallInquiry(this, this.#flow, this.#over.signal);
		this.#connection = new StreamConnection(this, USUAL_PACE, this.#over.signal, this.#session);
		if (this.#isResuming) this.#linger();
		void this.#connection.run();
	}

	get criteria(): Criteria[] {
		return [...this.#listeners].map(({ settings }) => settings);
	}

	get context(): ITriggerFunctions {
		const [first] = this.#listeners;
		return first?.context ?? this.#latestContext;
	}

	/**
	 * Adds a node. It goes on with what it had not yet started when it left, or when n8n ended, and hears
	 * at once what was told since then.
	 *
	 * @returns why it cannot listen; undefined when it can.
	 */
	async join(listener: StreamListener): Promise<Obstacle | undefined> {
		this.#latestContext = listener.context;
		this.#departures.comeBack(listener, this.ownExtensionId);
		this.#listeners.add(listener);
		if (listener.isResuming) this.#takeUpIfNewer(storedSession(listener.context));
		// n8n activates one workflow after the other when it starts: none waits for a connection that
		// has just not come about.
		if (listener.isResuming && this.#isDelayed) return undefined;
		const admission = deferred<Obstacle | undefined>();
		this.#candidates.set(listener, admission);
		this.#connection.reconsider();
		if (listener.isResuming) void this.#admitLater(listener);
		return await admission.promise;
	}

	/** Removes a node. The last one ends the stream: at once if no events flow, else after a while. */
	leave(listener: StreamListener): void {
		// Whoever was dismissed has left already, and what it had begun may be another's by now.
		if (!this.#listeners.delete(listener)) return;
		this.#departures.leave(listener, Date.now());
		if (this.#listeners.size === 0 && !this.#connection.isFlowing) this.#endEarly();
		else this.#linger();
	}

	async agree(
		subscribe: Subscribe,
		current: StreamSubscription | undefined,
		isSure: boolean,
	): Promise<void> {
		if (this.#listeners.size === 0) return;
		const wanted = this.#filtersFor([...this.#listeners], current);
		const isAsWanted = current !== undefined && isSameSet(wanted, current.requestedFilters);
		// While nodes come and go the subscription may stay what it is.
		if (!isAsWanted || !(isSure || this.#isLingering)) {
			const refusal = await thrownBy(subscribe(wanted));
			if (refusal !== undefined) await this.#findOut(subscribe, refusal, current);
		}
		if (current !== undefined && !isAsWanted) this.#changedFrom(current);
		for (const listener of [...this.#candidates.keys()]) this.#admit(listener);
	}

	connected(isRecovered: boolean): void {
		if (this.#isOver) return;
		const isFirst = !this.#hasBeenConnected;
		this.#hasBeenConnected = true;
		this.#isDelayed = false;
		this.#isRecovered = isRecovered;
		if (isRecovered) return;
		if (isFirst) this.log('is connected');
		else this.log('is connected and subscribed anew: RingCentral no longer had its session');
		void (isFirst && !this.#isResuming ? this.#inquiry.takeOver() : this.#inquiry.catchUp());
	}

	replayed(replay: Replay): void {
		this.log(`was taken up again, with ${replay.length} events that had come in between`);
		if (replay.mayBeIncomplete) void this.#inquiry.catchUp();
		// After a restart of n8n nothing is known of the calls that go on.
		else if (!this.#inquiry.knowsCalls) void this.#inquiry.takeOver();
	}

	heard(notification: Notification, kind: NotificationKind): void {
		// Assumption: the owner of a notification is the extension that is signed in, as in all captures.
		this.ownExtensionId ??= notification.ownerId;
		if (kind === 'session') {
			this.#flow.take(notification, this.#seesWholeCalls);
			return;
		}
		for (const listener of this.#listeners) {
			listener.hearPresence(notification, this.ownExtensionId);
		}
	}

	recoverable(session: StoredSession): void {
		this.#session = session;
		this.#seesWholeCalls = seesWholeCalls(session.grantedFilters);
		for (const listener of this.#listeners) listener.remember(session);
	}

	unexpected(what: string): void {
		if (!this.#isFirstUnexpected(what)) return;
		this.context.logger.warn(`RingCentral sent ${what}, which is left out. It is logged once.`);
	}

	stopped(obstacle: Obstacle): void {
		const { message, description, isLasting } = obstacle;
		this.#isDelayed = true;
		this.#inquiry.interrupt();
		const consequence = isLasting ? 'ends' : 'connects again in a moment';
		this.log([consequence, message, description].filter(Boolean).join('. '));
		if (isLasting) {
			for (const listener of [...this.#listeners]) this.#dismiss(listener, obstacle);
		}
		for (const listener of [...this.#candidates.keys()]) {
			// Nobody waits for a workflow that n8n activates when it starts: it listens as soon as it can.
			if (listener.isResuming) this.#admit(listener);
			else this.#dismiss(listener, obstacle);
		}
		if (this.#listeners.size === 0) this.#endEarly();
	}

	log(what: string): void {
		const [credential] = Object.values(this.context.getNode().credentials ?? {});
		this.context.logger.info(`The RingCentral call stream "${credential?.name}" ${what}`);
	}

	/**
	 * n8n stores a session with the executions of a workflow: one that seldom runs has stored an older one,
	 * which RingCentral has forgotten.
	 */
	#takeUpIfNewer(stored: StoredSession | undefined): void {
		if (stored === undefined || this.#isRecovered || stored.since <= this.#newestTried) return;
		this.#newestTried = stored.since;
		this.#connection.takeUp(stored);
	}

	/** What was subscribed to has changed, so that there are calls of which little or nothing is known. */
	#changedFrom(before: StreamSubscription): void {
		// Of the others RingCentral may have left out the end.
		this.#flow.keep(({ extensionIds }) => followsCalls(before.grantedFilters, extensionIds));
		// Who comes back with n8n has missed what the others may know.
		const isAnyoneResuming = [...this.#candidates.keys()].some(({ isResuming }) => isResuming);
		void (isAnyoneResuming ? this.#inquiry.catchUp() : this.#inquiry.takeOver());
	}

	/** Finds out whom RingCentral refuses, and subscribes for the others, who keep what they have. */
	async #findOut(
		subscribe: Subscribe,
		refusal: unknown,
		current: StreamSubscription | undefined,
	): Promise<void> {
		if (!obstacleIn(refusal).isLasting || this.#listeners.size < 2) throw refusal;
		const listeners = [...this.#listeners];
		const { accepted, refused } = await acceptance({
			listeners,
			letIn: current ? listeners.filter((listener) => !this.#candidates.has(listener)) : [],
			subscribe: async (some) => await subscribe(this.#filtersFor(some)),
		});
		for (const [listener, obstacle] of refused) this.#dismiss(listener, obstacle);
		if (accepted.length === 0) this.#endEarly();
	}

	#filtersFor(listeners: readonly StreamListener[], current?: StreamSubscription): string[] {
		const wanted = sharedFiltersOf(listeners.map(({ settings }) => settings));
		return current !== undefined && this.#isLingering
			? mergedFilters([...current.requestedFilters, ...wanted])
			: wanted;
	}

	#admit(listener: StreamListener): void {
		if (this.#session) listener.remember(this.#session);
		this.#candidates.get(listener)?.resolve(undefined);
		this.#candidates.delete(listener);
	}

	/** n8n does not start before its triggers have: RingCentral's limits must not hold it up. */
	async #admitLater(listener: StreamListener): Promise<void> {
		await pause(LONGEST_START_MILLISECONDS, this.#over.signal);
		this.#admit(listener);
	}

	#dismiss(listener: StreamListener, obstacle: Obstacle): void {
		const admission = this.#candidates.get(listener);
		this.#candidates.delete(listener);
		this.#listeners.delete(listener);
		this.#departures.leave(listener, Date.now());
		if (admission) admission.resolve(obstacle);
		else listener.refuse(obstacle);
	}

	#tell(events: readonly CallEvent[]): void {
		if (events.length === 0) return;
		this.#departures.remember(events, Date.now());
		for (const listener of this.#listeners) listener.hear(events, this.ownExtensionId);
	}

	#linger(): void {
		this.#widerUntil = Date.now() + LINGER_MILLISECONDS;
		this.#departures.keepUntil(this.#widerUntil);
		void this.#settleLater();
	}

	/** Does what has waited: asks for fewer events, or ends when nobody has come back. */
	async #settleLater(): Promise<void> {
		await pause(LINGER_MILLISECONDS + 1, this.#over.signal);
		if (this.#isOver || this.#isLingering) return;
		this.#departures.forget();
		if (this.#listeners.size > 0) {
			this.#connection.reconsider();
			return;
		}
		await thrownBy(this.#connection.unsubscribe());
		if (this.#listeners.size === 0) this.#end();
		else this.#connection.reconsider();
	}

	/** Somebody may come back yet. */
	#endEarly(): void {
		const session = this.#session;
		this.#end(session && { session, departures: this.#departures });
	}

	#end(legacy?: StreamLegacy): void {
		this.#over.abort();
		this.#flow.close();
		this.#onOver(legacy);
	}

	get #isOver(): boolean {
		return this.#over.signal.aborted;
	}

	get #isLingering(): boolean {
		return Date.now() < this.#widerUntil;
	}
}
