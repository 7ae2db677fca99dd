import { seesWholeCalls } from '../../calls/events/eventFilters';
import type { Notification } from '../../calls/events/notification';
import type { StoredSession, StreamSubscription } from './nodeStorage';
import type { StreamOwner } from './streamOwner';

/** The last notifications of a replaced subscription may still arrive. */
const MOST_SUBSCRIPTION_IDS = 5;

/**
 * The WebSocket session of a stream: its owner, its subscription, and the token that resumes it. It
 * outlives its connections, and with n8n's static data also a restart of n8n.
 * https://developers.ringcentral.com/guide/notifications/websockets/session-recovery
 */
export class StreamSession {
	#owner?: StreamOwner;

	#subscription?: StreamSubscription;

	/**
	 * Whether RingCentral certainly has this subscription: not while another one is in flight, and not
	 * after a restart, because n8n may have stored an older one.
	 */
	#isConfirmed = true;

	readonly #subscriptionIds: string[] = [];

	#seesWholeCalls = false;

	#recovery?: Pick<StoredSession, 'recoveryToken' | 'since'>;

	/** A session from n8n's static data, for the next connection. */
	#stored?: StoredSession;

	/** Milliseconds since the epoch. */
	#latestStored = 0;

	/** Server, app and user of the last connection. */
	get owner(): StreamOwner | undefined {
		return this.#owner;
	}

	get subscription(): StreamSubscription | undefined {
		return this.#subscription;
	}

	get isConfirmed(): boolean {
		return this.#isConfirmed;
	}

	/** Whether every notification of a call arrives, see `seesWholeCalls`. */
	get seesWholeCalls(): boolean {
		return this.#seesWholeCalls;
	}

	get recoveryToken(): string | undefined {
		return this.#recovery?.recoveryToken;
	}

	/** Whether the next connection resumes a session from n8n's static data. */
	get isStoredPending(): boolean {
		return this.#stored !== undefined;
	}

	/** For n8n's static data; undefined while the session could not be resumed. */
	get toStore(): StoredSession | undefined {
		const owner = this.#owner?.name;
		return this.#recovery && this.#subscription && owner !== undefined
			? { ...this.#recovery, ...this.#subscription, owner }
			: undefined;
	}

	/** Whether a notification belongs to a subscription of this session. */
	isOwn({ subscriptionId }: Notification): boolean {
		return this.#subscriptionIds.includes(subscriptionId);
	}

	/** Sets the owner of the next connection, and continues the stored session if it is the same owner's. */
	setOwner(owner: StreamOwner): void {
		this.#owner = owner;
		const stored = this.#stored;
		this.#stored = undefined;
		if (stored === undefined || stored.owner !== owner.name) return;
		this.#recovery = stored;
		this.subscribed(stored);
		this.#isConfirmed = false;
	}

	/**
	 * Takes the stored session of a node for the next connection.
	 *
	 * A node that seldom starts a workflow has stored an old session, which RingCentral no longer has.
	 */
	considerStored(stored: StoredSession | undefined): void {
		if (stored === undefined || stored.since <= this.#latestStored) return;
		this.#latestStored = stored.since;
		const isForeign = this.#owner !== undefined && this.#owner.name !== stored.owner;
		if (!isForeign) this.#stored = stored;
	}

	/** A new subscription is in flight: until RingCentral confirms it, either may be in force. */
	subscribing(): void {
		this.#isConfirmed = false;
	}

	subscribed({ subscriptionId, requestedFilters, grantedFilters }: StreamSubscription): void {
		this.#subscription = { subscriptionId, requestedFilters, grantedFilters };
		this.#isConfirmed = true;
		this.#seesWholeCalls = seesWholeCalls(grantedFilters);
		this.#subscriptionIds.unshift(subscriptionId);
		this.#subscriptionIds.splice(MOST_SUBSCRIPTION_IDS);
	}

	/**
	 * @param since the time of the token, in milliseconds since the epoch.
	 * @returns whether the token is a new one: a resumed session may keep its token.
	 */
	recoverWith(recoveryToken: string, since: number): boolean {
		if (recoveryToken === this.#recovery?.recoveryToken) return false;
		this.#recovery = { recoveryToken, since };
		return true;
	}

	/** The subscription is kept: RingCentral cannot read the token of its session. */
	forgetToken(): void {
		this.#recovery = undefined;
	}

	forget(): void {
		this.#subscription = undefined;
		this.#recovery = undefined;
	}
}
