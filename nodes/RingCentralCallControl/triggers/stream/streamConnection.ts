import type { ITriggerFunctions } from 'n8n-workflow';

import {
	kindOf,
	notificationOf,
	type Notification,
	type NotificationKind,
} from '../../calls/events/notification';
import { deferred } from '../../transport/deferred';
import {
	EventSocket,
	type ConnectionDetails,
	type SocketAudience,
	type SocketPace,
} from '../../transport/socket/eventSocket';
import { pause } from '../../transport/pause';
import { socketToken } from '../../transport/socket/socketToken';
import { pauseBeforeConnecting } from './backoff';
import { obstacleIn, type Obstacle } from './obstacle';
import { Replay } from './replay';
import type { StoredSession, StreamSubscription } from './storedSession';
import { subscribeSocket, unsubscribeSocket } from './streamSubscription';

/** The stream that a connection serves. Only `agree` may throw. */
export interface ConnectionOwner {
	/** To ask RingCentral with. */
	readonly context: ITriggerFunctions;
	/**
	 * Subscribes to what is wanted now, if that is not what the connection has.
	 *
	 * @param current undefined when there is no subscription any more.
	 * @param isSure whether RingCentral certainly has this one and not another one.
	 * @throws what `subscribe` throws, when nobody would be left to listen.
	 */
	agree(
		subscribe: (eventFilters: string[]) => Promise<void>,
		current: StreamSubscription | undefined,
		isSure: boolean,
	): Promise<void>;
	/** Everything is in place. @param isRecovered whether RingCentral sends what came in between. */
	connected(isRecovered: boolean): void;
	/** What RingCentral had kept has arrived: all of it that comes. */
	replayed(replay: Replay): void;
	/** A notification about calls or presence, of one's own subscription. */
	heard(notification: Notification, kind: NotificationKind): void;
	/** The session can be taken up with this from now on. */
	recoverable(session: StoredSession): void;
	/** Something arrived that has no place in the protocol, in words. */
	unexpected(what: string): void;
	/** The connection was lost, or did not come about; another attempt follows unless it is lasting. */
	stopped(obstacle: Obstacle): void;
}

/** By then RingCentral has sent again what it had kept. */
const REPLAY_MILLISECONDS = 2_000;

/** How many replaced subscriptions are remembered: their last notifications may still arrive. */
const MOST_SUBSCRIPTION_IDS = 5;

/**
 * Keeps one connection to RingCentral open and subscribed: it connects again when the connection is
 * lost, which happens once a day at the latest, and takes up the session where RingCentral still has
 * it.
 * https://developers.ringcentral.com/guide/notifications/websockets/session-recovery
 */
export class StreamConnection {
	readonly #owner: ConnectionOwner;

	readonly #pace: SocketPace;

	readonly #signal: AbortSignal;

	#recoveryToken?: string;

	/** When the token was received, in milliseconds since the epoch. */
	#since = 0;

	#subscription?: StreamSubscription;

	readonly #subscriptionIds: string[] = [];

	/**
	 * Whether RingCentral certainly has this subscription: not while it has not answered to another one, and
	 * not when n8n may have stored an older one. Then all that comes over the connection is one's own.
	 */
	#isSure = true;

	/** Whether the present connection goes on with an earlier session. */
	#isRecovered = false;

	/** At its end all that was missed has come, whichever subscription it was for. */
	#replay?: Replay;

	#change = deferred<void>();

	#socket?: EventSocket;

	/**
	 * @param session to be taken up, from before n8n was started anew.
	 * @param signal ends it.
	 */
	constructor(
		owner: ConnectionOwner,
		pace: SocketPace,
		signal: AbortSignal,
		session?: StoredSession,
	) {
		this.#owner = owner;
		this.#pace = pace;
		this.#signal = signal;
		if (session) this.#startFrom(session);
	}

	/** Whether events flow, as far as is known. */
	get isFlowing(): boolean {
		return this.#socket !== undefined && this.#subscription !== undefined;
	}

	/** What is wanted has changed. */
	reconsider(): void {
		this.#change.resolve();
	}

	/** Connects again and again, until the signal or a lasting obstacle ends it. */
	async run(): Promise<void> {
		for (let failures = 0; !this.#signal.aborted; failures++) {
			const obstacle = await this.#connect(() => {
				failures = 0;
			});
			if (this.#signal.aborted) return;
			this.#owner.stopped(obstacle);
			if (obstacle.isLasting) return;
			await pause(pauseBeforeConnecting(failures, Math.random()), this.#signal);
		}
	}

	/** Connects again to take up another session, which has what came in between. */
	takeUp(session: StoredSession): void {
		this.#startFrom(session);
		this.#tellSession();
		this.#socket?.close();
	}

	/** Ends the subscription. RingCentral would end it by itself some minutes after the connection. */
	async unsubscribe(): Promise<void> {
		const socket = this.#socket;
		const subscription = this.#subscription;
		if (socket === undefined || subscription === undefined) return;
		this.#subscription = undefined;
		const { subscriptionId } = subscription;
		await unsubscribeSocket(this.#owner.context, socket, subscriptionId, this.#signal);
	}

	/** One connection from its beginning to its end. @returns why it ended. */
	async #connect(onSuccess: () => void): Promise<Obstacle> {
		try {
			const { uri, accessToken } = await socketToken(this.#owner.context, this.#signal);
			this.#signal.throwIfAborted();
			const socket = new EventSocket({
				uri,
				accessToken,
				recoveryToken: this.#recoveryToken,
				audience: this.#audience(),
				pace: this.#pace,
				signal: this.#signal,
			});
			this.#socket = socket;
			await socket.details();
			await this.#serve(socket, onSuccess);
			return obstacleIn(await socket.ended());
		} catch (thrown) {
			return obstacleIn(thrown);
		} finally {
			this.#socket?.close();
			this.#socket = undefined;
			this.#replay = undefined;
		}
	}

	#audience(): SocketAudience {
		return {
			opened: (details) => this.#opened(details),
			notified: (notification) => this.#take(notification),
			recoverableWith: (recoveryToken) => this.#recoverWith(recoveryToken),
			unexpected: (what) => this.#owner.unexpected(what),
		};
	}

	#opened(details: ConnectionDetails): void {
		this.#isRecovered = details.isRecovered && this.#subscription !== undefined;
		if (this.#isRecovered) void this.#countReplay(new Replay(details));
		else this.#subscription = undefined;
		if (details.recoveryToken !== undefined) this.#recoverWith(details.recoveryToken);
	}

	/** Every frame may carry a token, and it seldom changes. */
	#recoverWith(recoveryToken: string): void {
		if (recoveryToken === this.#recoveryToken) return;
		this.#recoveryToken = recoveryToken;
		this.#since = Date.now();
		this.#tellSession();
	}

	/** Keeps the connection subscribed to what is wanted, until it is lost. */
	async #serve(socket: EventSocket, onSuccess: () => void): Promise<void> {
		await this.#agree(socket);
		onSuccess();
		this.#owner.connected(this.#isRecovered);
		const ended = socket.ended().then(() => true);
		for (;;) {
			const isOver = await Promise.race([ended, this.#change.promise.then(() => false)]);
			if (isOver) return;
			await this.#agree(socket);
		}
	}

	async #agree(socket: EventSocket): Promise<void> {
		this.#change = deferred();
		await this.#owner.agree(
			async (eventFilters) => await this.#subscribe(socket, eventFilters),
			this.#subscription,
			this.#isSure,
		);
	}

	async #subscribe(socket: EventSocket, eventFilters: string[]): Promise<void> {
		const { context } = this.#owner;
		this.#isSure = false;
		this.#keep(await subscribeSocket(context, socket, eventFilters, this.#signal));
		this.#isSure = true;
		this.#tellSession();
	}

	#startFrom(session: StoredSession): void {
		this.#recoveryToken = session.recoveryToken;
		this.#since = session.since;
		this.#keep(session);
		this.#isSure = false;
	}

	#keep({ subscriptionId, requestedFilters, grantedFilters }: StreamSubscription): void {
		this.#subscription = { subscriptionId, requestedFilters, grantedFilters };
		this.#subscriptionIds.unshift(subscriptionId);
		this.#subscriptionIds.splice(MOST_SUBSCRIPTION_IDS);
	}

	#tellSession(): void {
		const recoveryToken = this.#recoveryToken;
		const subscription = this.#subscription;
		if (recoveryToken === undefined || subscription === undefined) return;
		this.#owner.recoverable({ recoveryToken, since: this.#since, ...subscription });
	}

	#take(delivered: unknown): void {
		const notification = notificationOf(delivered);
		if (notification === undefined) this.#owner.unexpected('a notification without subject');
		else this.#pass(notification);
	}

	#pass(notification: Notification): void {
		if (!this.#isOwn(notification)) {
			this.#owner.unexpected('a notification of another subscription');
			return;
		}
		const kind = kindOf(notification);
		if (kind === undefined) {
			this.#owner.unexpected(`a notification about ${notification.event.slice(0, 100)}`);
			return;
		}
		this.#replay?.count(notification);
		this.#owner.heard(notification, kind);
	}

	#isOwn({ subscriptionId }: Notification): boolean {
		const mayBeAny = !this.#isSure || this.#replay !== undefined;
		return mayBeAny || this.#subscriptionIds.includes(subscriptionId);
	}

	async #countReplay(replay: Replay): Promise<void> {
		this.#replay = replay;
		await pause(REPLAY_MILLISECONDS, this.#signal);
		if (this.#signal.aborted || this.#replay !== replay) return;
		this.#replay = undefined;
		this.#owner.replayed(replay);
	}
}
