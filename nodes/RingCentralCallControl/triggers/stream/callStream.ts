import { CallFlow } from '../shared/callFlow';
import { isSameSet } from '../shared/grantedSubscription';
import { sharedFiltersOf } from '../../calls/choice/criteria';
import { followsCalls, mergedFilters } from '../../calls/events/eventFilters';
import {
	isFromBefore,
	kindOf,
	notificationOf,
	type Notification,
} from '../../calls/events/notification';
import { deferred, type Deferred } from '../../transport/deferred';
import {
	EventSocket,
	SocketEnd,
	type Arrival,
	type ConnectionDetails,
} from '../../transport/socket/eventSocket';
import { socketToken } from '../../transport/socket/socketToken';
import { CallInquiry } from './inquiry';
import type { StreamListener } from './listener';
import { Listeners } from './listeners';
import { storedSession, type StreamSubscription } from './nodeStorage';
import { failureIn, failureOf, isUnreadableToken, type StreamFailure } from './streamFailure';
import { streamOwner, type StreamOwner } from './streamOwner';
import { StreamSession } from './streamSession';
import { pauseBeforeConnecting, type StreamTime } from './streamTime';
import { subscribeForMost, subscribeSocket } from './subscribing';

/**
 * The phases of a stream:
 * - connecting: requests a token and opens a connection, resuming the earlier session if there is one.
 * - subscribing: subscribes to the nodes' event filters, unless the subscription has them already.
 * - live: events flow.
 * - lost: without a connection, backing off before the next attempt.
 * - lingering: all nodes have left. The session is kept, without a connection, for the time of a handover.
 * - over: closed; the next node begins another stream.
 */
export type Phase = 'connecting' | 'subscribing' | 'live' | 'lost' | 'lingering' | 'over';

interface Connection {
	socket: EventSocket;
	/** The earlier session resumed, or replaced because RingCentral no longer has it. */
	session: 'new' | 'resumed' | 'replaced';
	wasLive: boolean;
	/** Number of replayed notifications; undefined unless RingCentral is replaying a resumed session. */
	replayed?: number;
}

/** A node that has joined and is not subscribed yet. */
interface Admission {
	/** Resolves once the node is subscribed, or with RingCentral's refusal. */
	answer: Deferred<StreamFailure | undefined>;
	/** Whether the node listened before, so that replayed notifications concern it. */
	isReturning: boolean;
}

/**
 * The events of one RingCentral user and app, for all nodes that listen with the same credential. One
 * connection with one subscription serves them all, because RingCentral allows five new connections a
 * minute and thirty subscriptions. RingCentral closes a connection once a day at the latest; then the
 * session is resumed if RingCentral still has it.
 * https://developers.ringcentral.com/guide/notifications/websockets/session-recovery
 */
export class CallStream {
	#phase: Phase = 'connecting';

	readonly #time: StreamTime;

	readonly #listeners: Listeners;

	readonly #admissions = new Map<StreamListener, Admission>();

	readonly #flow: CallFlow;

	readonly #inquiry: CallInquiry;

	readonly #session = new StreamSession();

	#connection?: Connection;

	/** The reason for the phase `lost`. */
	#failure?: StreamFailure;

	/** Number of failed attempts in a row. */
	#failures = 0;

	/** Resolves when a node joins or leaves. */
	#change = deferred<void>();

	/** Aborts the attempt to connect, or closes its connection. */
	#attempt = new AbortController();

	readonly #over = new AbortController();

	/** @param first the node that will join first. */
	constructor(first: StreamListener, time: StreamTime) {
		this.#time = time;
		this.#listeners = new Listeners(first.context, time.handover);
		this.#flow = new CallFlow(
			{
				onEvents: (events) => this.#listeners.hear(events, this.#now),
				onUnconfirmedEnd: (end) => this.#inquiry.checkEnd(end),
				onUnexpected: (description) => this.#listeners.logUnexpected(description),
			},
			{ isResumed: first.isResuming },
		);
		this.#inquiry = new CallInquiry(this.#listeners, this.#flow, time, this.#over.signal);
		// After a restart of n8n, a phone that rang before may still ring.
		this.#inquiry.need(first.isResuming ? 'catchUp' : 'takeOver');
		if (first.isResuming) this.#listeners.expectNodes(this.#now);
	}

	get phase(): Phase {
		return this.#phase;
	}

	/**
	 * Adds a node.
	 *
	 * @returns RingCentral's refusal; undefined once the node is subscribed.
	 */
	async join(listener: StreamListener): Promise<StreamFailure | undefined> {
		const wasEmpty = this.#listeners.isEmpty;
		const isReturning = this.#listeners.join(listener, this.#now);
		// RingCentral keeps notifications for the nodes that have left, from before this node joined.
		if (wasEmpty && !isReturning) this.#reset();
		if (listener.isResuming && this.#connection?.session !== 'resumed') {
			this.#session.considerStored(storedSession(listener.context));
		}
		this.#change.resolve();
		// At its start n8n activates one workflow after the other: an unreachable RingCentral must not delay
		// the next one.
		if (listener.isResuming && this.#failures > 0) return undefined;
		const answer = deferred<StreamFailure | undefined>();
		this.#admissions.set(listener, { answer, isReturning });
		if (listener.isResuming) void this.#admitLater(listener);
		return await answer.promise;
	}

	/** Removes a node. */
	leave(listener: StreamListener): void {
		if (!this.#listeners.leave(listener, this.#now)) return;
		// At shutdown n8n's process may outlive its nodes by half a minute. Notifications that RingCentral cannot
		// deliver meanwhile go to the process that resumes the session.
		if (this.#listeners.isEmpty) this.#attempt.abort();
		this.#change.resolve();
	}

	log(message: string): void {
		this.#listeners.log(message);
	}

	/** Runs the stream through its phases; resolves when it is over. */
	async run(): Promise<void> {
		while (this.#phase !== 'over') this.#phase = await this.#nextPhase(this.#phase);
		this.#over.abort();
		this.#flow.close();
	}

	/** @returns the following phase. */
	async #nextPhase(phase: Exclude<Phase, 'over'>): Promise<Phase> {
		switch (phase) {
			case 'connecting':
				return await this.#connect();
			case 'subscribing':
				return await this.#subscribe();
			case 'live':
				return await this.#stayLive();
			case 'lost':
				return await this.#backOff();
			case 'lingering':
				return await this.#linger();
		}
	}

	async #connect(): Promise<Phase> {
		this.#disconnect();
		if (this.#listeners.isEmpty) return 'lingering';
		this.#attempt = new AbortController();
		const { signal } = this.#attempt;
		const { context } = this.#listeners;
		try {
			const [{ uri, accessToken }, owner] = await Promise.all([
				socketToken(context, signal),
				streamOwner(context, this.#session.owner, signal),
			]);
			signal.throwIfAborted();
			this.#setOwner(owner);
			const { pace, clock } = this.#time;
			const { recoveryToken } = this.#session;
			const socket = new EventSocket({ uri, accessToken, recoveryToken, pace, clock, signal });
			const connection: Connection = { socket, session: 'new', wasLive: false };
			this.#connection = connection;
			this.#open(connection, await socket.details());
			return 'subscribing';
		} catch (thrown) {
			return this.#fail(thrown);
		}
	}

	async #subscribe(): Promise<Phase> {
		this.#change = deferred();
		const connection = this.#connection;
		if (connection === undefined || this.#session.isStoredPending) return 'connecting';
		try {
			await this.#subscribeNodes(connection.socket);
		} catch (thrown) {
			return this.#fail(thrown);
		}
		this.#failures = 0;
		if (!connection.wasLive) this.#goLive(connection);
		return 'live';
	}

	async #stayLive(): Promise<Phase> {
		if (this.#listeners.isEmpty) return 'lingering';
		const handoverLeft = this.#listeners.handoverLeft(this.#now);
		// After a handover, nodes that have not returned drop out of the subscription.
		await this.#waitForChange(handoverLeft > 0 ? handoverLeft + 1 : undefined);
		const socket = this.#connection?.socket;
		return socket?.isOver ? this.#fail(await socket.ended()) : 'subscribing';
	}

	async #backOff(): Promise<Phase> {
		const pause = pauseBeforeConnecting(this.#failures, Math.random());
		this.#failures += 1;
		if (this.#failure) this.#reportFailure(this.#failure);
		if (this.#listeners.isEmpty) return 'lingering';
		await this.#time.clock.pause(pause, this.#attempt.signal);
		return 'connecting';
	}

	async #linger(): Promise<Phase> {
		this.#change = deferred();
		this.#disconnect();
		if (!this.#listeners.isEmpty) return 'connecting';
		this.#inquiry.rest();
		const handoverLeft = this.#listeners.handoverLeft(this.#now);
		if (handoverLeft > 0) {
			await this.#waitForChange(handoverLeft + 1);
			return 'lingering';
		}
		return 'over';
	}

	/** @returns the phase after a failure of the connection. */
	#fail(thrown: unknown): Phase {
		this.#disconnect();
		// The last node has left.
		if (this.#attempt.signal.aborted) return 'lingering';
		// RingCentral need not replay notifications that it sent into a dead connection.
		if (thrown instanceof SocketEnd && thrown.wasOpen && thrown.wasSilent) {
			this.#inquiry.need('catchUp');
		}
		if (isUnreadableToken(thrown) && this.#session.recoveryToken !== undefined) {
			this.#session.forgetToken();
			return 'connecting';
		}
		this.#failure = failureOf(thrown);
		return 'lost';
	}

	/** Waits until a node joins or leaves, the connection ends, or the time has passed. */
	async #waitForChange(milliseconds?: number): Promise<void> {
		const isDone = new AbortController();
		const { clock } = this.#time;
		await Promise.race([
			this.#change.promise,
			...(this.#connection ? [this.#connection.socket.ended()] : []),
			...(milliseconds === undefined ? [] : [clock.pause(milliseconds, isDone.signal)]),
		]);
		isDone.abort();
	}

	/** Drops the calls and the session of another user, and resumes the stored session of this one. */
	#setOwner(owner: StreamOwner): void {
		const { owner: ownerBefore, subscription } = this.#session;
		if (ownerBefore !== undefined && ownerBefore.name !== owner.name) {
			this.#reset();
		} else if (owner.name === undefined && subscription !== undefined) {
			this.#inquiry.need('catchUp');
			this.#session.forget();
		}
		if (ownerBefore !== owner) this.#listeners.ownExtensionId = owner.extensionId;
		this.#session.setOwner(owner);
	}

	#open(connection: Connection, details: ConnectionDetails): void {
		if (this.#session.subscription !== undefined) {
			connection.session = details.isResumed ? 'resumed' : 'replaced';
		}
		if (connection.session === 'resumed') void this.#hearReplay(connection, details);
		else this.#session.forget();
		// RingCentral does not replay the notifications of a session that it no longer has.
		if (connection.session === 'replaced') this.#inquiry.need('catchUp');
		if (details.recoveryToken !== undefined) this.#recoverWith(details.recoveryToken);
		void this.#read(connection, details);
	}

	#goLive(connection: Connection): void {
		connection.wasLive = true;
		// RingCentral first replays the notifications of a resumed session.
		if (connection.session === 'resumed') return;
		const isReplaced = connection.session === 'replaced';
		this.log(
			isReplaced
				? 'is connected and subscribed anew: RingCentral no longer had its session'
				: 'is connected',
		);
		void this.#inquiry.requestLiveCalls();
	}

	/** Forgets the calls and the session. */
	#reset(): void {
		this.#flow.keep(() => false);
		this.#inquiry.need('takeOver');
		this.#session.forget();
	}

	#disconnect(): void {
		if (this.#connection === undefined) return;
		this.#connection.socket.close();
		this.#connection = undefined;
		this.#inquiry.interrupt();
	}

	/**
	 * Subscribes to the nodes' event filters, and admits the nodes.
	 *
	 * @throws RingCentral's refusal if it would leave no node.
	 */
	async #subscribeNodes(socket: EventSocket): Promise<void> {
		if (this.#listeners.isEmpty) return;
		const before = this.#session.subscription;
		const wanted = this.#filtersFor(this.#listeners.all, before);
		const isAsWanted = before !== undefined && isSameSet(wanted, before.requestedFilters);
		// An unconfirmed subscription may stay while nodes leave and return.
		if (!isAsWanted || !(this.#session.isConfirmed || this.#isHandover)) {
			await this.#subscribeTo(socket, wanted, before);
		}
		if (before !== undefined && !isAsWanted) this.#requestAfterChange(before);
		for (const listener of [...this.#admissions.keys()]) this.#admit(listener);
	}

	async #subscribeTo(
		socket: EventSocket,
		wanted: string[],
		before: StreamSubscription | undefined,
	): Promise<void> {
		const listeners = this.#listeners.all;
		const attempt = this.#subscribeOnce(socket, wanted);
		const failure = await failureIn(attempt);
		if (failure === undefined) return;
		if (!failure.isLasting || listeners.length < 2) return await attempt;
		const admitted = before ? listeners.filter((one) => !this.#admissions.has(one)) : [];
		const refused = await subscribeForMost(listeners, admitted, async (some) => {
			await this.#subscribeOnce(socket, this.#filtersFor(some));
		});
		for (const [listener, failure] of refused) this.#dismiss(listener, failure);
	}

	async #subscribeOnce(socket: EventSocket, eventFilters: string[]): Promise<void> {
		this.#session.subscribing();
		const { context } = this.#listeners;
		const { signal } = this.#attempt;
		this.#session.subscribed(await subscribeSocket(context, socket, eventFilters, signal));
		this.#storeSession();
	}

	#filtersFor(listeners: readonly StreamListener[], before?: StreamSubscription): string[] {
		const wanted = sharedFiltersOf(listeners.map(({ settings }) => settings));
		return before !== undefined && this.#isHandover
			? mergedFilters([...before.requestedFilters, ...wanted])
			: wanted;
	}

	/** After a change of the subscription: calls that it did not cover are unknown. */
	#requestAfterChange(before: StreamSubscription): void {
		// RingCentral may have left out the end of the others.
		this.#flow.keep(({ extensionIds }) => followsCalls(before.grantedFilters, extensionIds));
		// A node that n8n activates at its start has missed events that other nodes may have had.
		const isResuming = [...this.#admissions.keys()].some((listener) => listener.isResuming);
		this.#inquiry.need(isResuming ? 'catchUp' : 'takeOver');
		void this.#inquiry.requestLiveCalls();
	}

	#recoverWith(recoveryToken: string): void {
		if (this.#session.recoverWith(recoveryToken, this.#time.clock.now())) this.#storeSession();
	}

	#storeSession(): void {
		const session = this.#session.toStore;
		if (session) this.#listeners.storeSession(session);
	}

	#reportFailure(failure: StreamFailure): void {
		const { message, description, isLasting } = failure;
		const consequence = isLasting ? 'ends' : 'connects again in a moment';
		this.log([consequence, message, description].filter(Boolean).join('. '));
		for (const listener of isLasting ? this.#listeners.all : []) this.#dismiss(listener, failure);
		for (const listener of [...this.#admissions.keys()]) {
			// A workflow that n8n activates at its start stays, and is subscribed with the next connection.
			if (listener.isResuming) this.#admit(listener);
			else this.#dismiss(listener, failure);
		}
	}

	#admit(listener: StreamListener): void {
		const session = this.#session.toStore;
		if (session) listener.storeSession(session);
		this.#admissions.get(listener)?.answer.resolve(undefined);
		this.#admissions.delete(listener);
	}

	/** n8n's start waits for its triggers: RingCentral's rate limits must not delay it. */
	async #admitLater(listener: StreamListener): Promise<void> {
		await this.#time.clock.pause(this.#time.longestStart, this.#over.signal);
		this.#admit(listener);
	}

	#dismiss(listener: StreamListener, failure: StreamFailure): void {
		const admission = this.#admissions.get(listener);
		this.#admissions.delete(listener);
		if (admission?.isReturning === false) this.#listeners.remove(listener);
		else this.#listeners.leave(listener, this.#now, admission === undefined);
		if (admission) admission.answer.resolve(failure);
		else listener.fail(failure);
	}

	async #read(connection: Connection, details: ConnectionDetails): Promise<void> {
		for await (const arrivals of connection.socket.arrivals()) {
			for (const arrival of arrivals) {
				try {
					this.#take(arrival, connection, details);
				} catch (thrown) {
					// Uncaught it would end n8n.
					this.#listeners.logUnexpected(
						`a message that could not be processed (${String(thrown)})`,
					);
				}
			}
		}
	}

	#take(arrival: Arrival, connection: Connection, details: ConnectionDetails): void {
		switch (arrival.kind) {
			case 'recoveryToken':
				this.#recoverWith(arrival.recoveryToken);
				break;
			case 'unexpected':
				this.#listeners.logUnexpected(arrival.description);
				break;
			case 'notification':
				this.#takeNotification(arrival.notification, connection, details);
		}
	}

	#takeNotification(received: unknown, connection: Connection, details: ConnectionDetails): void {
		const notification = notificationOf(received);
		if (notification === undefined) {
			this.#listeners.logUnexpected('a notification without subject');
			return;
		}
		if (!this.#isOwn(notification, connection)) {
			this.#listeners.logUnexpected('a notification of another subscription');
			return;
		}
		const kind = kindOf(notification);
		if (kind === undefined) {
			this.#listeners.logUnexpected(`a notification about ${notification.event.slice(0, 100)}`);
			return;
		}
		if (connection.replayed !== undefined && isFromBefore(notification, details.openedAt)) {
			connection.replayed += 1;
		}
		// Assumption NOTIFICATION-OWNER: the owner of a notification is the signed-in extension, as in all
		// captures.
		this.#listeners.ownExtensionId ??= notification.ownerId;
		if (kind === 'session') this.#flow.take(notification, this.#session.seesWholeCalls);
		else this.#listeners.hearPresence(notification);
	}

	#isOwn(notification: Notification, { replayed }: Connection): boolean {
		const mayBeAny = !this.#session.isConfirmed || replayed !== undefined;
		return mayBeAny || this.#session.isOwn(notification);
	}

	/**
	 * Counts the replayed notifications, which are not for new nodes. RingCentral keeps the newest hundred,
	 * without a sign that there were more.
	 *
	 * Assumption REPLAY-TIME: a replayed notification has a time before that of the connection. Only new nodes
	 * depend on it, and only while RingCentral replays.
	 */
	async #hearReplay(connection: Connection, details: ConnectionDetails): Promise<void> {
		const newNodes = [...this.#admissions].flatMap(([listener, { isReturning }]) =>
			isReturning ? [] : [listener],
		);
		for (const listener of newNodes) listener.hearSince(details.openedAt);
		connection.replayed = 0;
		await this.#time.clock.pause(this.#time.replay, this.#over.signal);
		for (const listener of newNodes) listener.hearSince(undefined);
		const { replayed } = connection;
		connection.replayed = undefined;
		if (this.#connection !== connection || connection.socket.isOver) return;
		this.log(`was resumed, with ${replayed} events that had come in between`);
		if (replayed >= details.bufferSize) this.#inquiry.need('catchUp');
		void this.#inquiry.requestLiveCalls();
	}

	get #isHandover(): boolean {
		return this.#listeners.handoverLeft(this.#now) > 0;
	}

	/** Milliseconds of the monotonic clock. */
	get #now(): number {
		return this.#time.clock.elapsed();
	}
}
