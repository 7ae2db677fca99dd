import type { SubscriptionInfo } from '../contract.mts';

/** A notification as the subscriber receives it, on each transport. */
export interface Envelope {
	uuid: string;
	event: string;
	timestamp: string;
	subscriptionId: string;
	ownerId: string;
	body: unknown;
}

export interface Reception {
	/** The receiver's HTTP status, 200 for a sent frame; null without an answer. */
	status: number | null;
	/** The reason for blacklisting the receiver, if its refusals continue. */
	refusal?: string;
}

/** The channel of a subscription's notifications to its subscriber. */
export interface Transport {
	/** The form in answers of the API. */
	readonly deliveryMode: NonNullable<SubscriptionInfo['deliveryMode']>;
	/** Whether a subscription does not expire while its transport exists. */
	readonly renewsItself: boolean;
	/** Starts at once, so that notifications leave in the order of the calls. */
	deliver(envelope: Envelope): Promise<Reception>;
}
