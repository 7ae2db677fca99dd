import type { CallEvent } from './callEvents.mts';
import { envelopeOf, type Subscriber } from './subscriber.mts';

/** A target for events by POST. */
export interface PostTarget {
	address: string;
	/** Headers that prove the sender of a delivery. */
	headers: Record<string, string>;
}

/** A way for events to reach a workflow. */
export interface Route {
	deliver(event: CallEvent): Promise<void>;
}

/** The targets of events: the latest subscriber of each kind, and any address. */
export class Routes {
	readonly #subscribers: Subscriber[] = [];
	/** Targets of webhook subscriptions, by subscription ID. */
	readonly #targets = new Map<string, PostTarget>();
	readonly #hooks: PostTarget[] = [];

	addSubscriber(subscriber: Subscriber): void {
		this.#subscribers.push(subscriber);
	}

	addSubscription(id: string, target: PostTarget): void {
		this.#targets.set(id, target);
	}

	removeSubscription(id: string): void {
		this.#targets.delete(id);
	}

	/** Adds a webhook that a trigger node registered at another service. */
	addHook(target: PostTarget): void {
		this.#hooks.push(target);
	}

	/** @throws {Error} when no client listens over a connection. */
	get subscriber(): Subscriber {
		const subscriber = this.#subscribers.findLast(({ isThere }) => isThere);
		if (subscriber === undefined) throw new Error('Nobody has subscribed');
		return subscriber;
	}

	/**
	 * @param name "stream", "subscription", "hook", or an address.
	 * @param origins get the deliveries in turn; if empty, the address's own origin does.
	 */
	named(name: string, origins: readonly string[] = []): Route {
		switch (name) {
			case 'stream':
				return overConnection(this.subscriber);
			case 'subscription':
				return byPost(lastOf([...this.#targets.values()], name), origins);
			case 'hook':
				return byPost(lastOf(this.#hooks, name), origins);
			default:
				return byPost({ address: name, headers: {} }, origins);
		}
	}
}

/** Every event goes over the connection. */
function overConnection(subscriber: Subscriber): Route {
	return {
		async deliver(event) {
			subscriber.send(subscriber.frameOf(event));
		},
	};
}

/** Only the ringing event is posted, as through RingCentral's filters. */
function byPost({ address, headers }: PostTarget, origins: readonly string[]): Route {
	let delivered = 0;
	return {
		async deliver(event) {
			if (!event.isMatching) return;
			const origin = origins[delivered++ % origins.length];
			const { href } = origin === undefined ? new URL(address) : atOrigin(address, origin);
			await post(href, JSON.stringify(envelopeOf(event, 'bench')), headers);
		},
	};
}

/** @throws {Error} for any status but 200 to 299. */
export async function post(
	address: string,
	body: string,
	headers: Record<string, string> = {},
): Promise<Headers> {
	const response = await fetch(address, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
	});
	await response.arrayBuffer();
	if (!response.ok) throw new Error(`The webhook answered with status ${response.status}`);
	return response.headers;
}

function atOrigin(address: string, origin: string): URL {
	const { pathname, search } = new URL(address);
	return new URL(pathname + search, origin);
}

function lastOf(targets: readonly PostTarget[], name: string): PostTarget {
	const last = targets.at(-1);
	if (last === undefined) throw new Error(`There is no ${name} to deliver to`);
	return last;
}
