import type { SubscriptionInfo } from '../contract.mts';

/** What a subscriber receives, whichever way it comes. */
export interface Envelope {
	uuid: string;
	event: string;
	timestamp: string;
	subscriptionId: string;
	ownerId: string;
	body: unknown;
}

export interface Reception {
	/** The receiver's HTTP status, 200 for a frame that was sent; null when nothing came through. */
	status: number | null;
	/** Why the receiver may lose its subscription, if it goes on like this. */
	refusal?: string;
}

/** The way that the notifications of a subscription take to its subscriber. */
export interface Transport {
	/** As the API answers it. */
	readonly deliveryMode: NonNullable<SubscriptionInfo['deliveryMode']>;
	/** A subscription that does not expire as long as its transport is there. */
	readonly renewsItself: boolean;
	/** Begins at once, so that notifications leave in the order in which they are given here. */
	deliver(envelope: Envelope): Promise<Reception>;
}
