import { type Extension, account, extensionById } from '../account.mts';
import type { Call } from '../calls/call.mts';
import { type Party, parkLocationOf } from '../calls/party.mts';
import { eventPartyView, spellStatus } from '../calls/views.mts';
import type { Clock } from '../clock.mts';
import type { PresenceInfoResponse } from '../contract.mts';
import type { Options } from '../options.mts';
import { hasPresence, isInAccountPresence, presenceOf, telephonyStatus } from '../presence.mts';
import type { PublishedPresence } from '../publishedPresence.mts';
import { sentenceOf, testItemOf } from '../timeline/eventEntry.mts';
import type { Timeline } from '../timeline/timeline.mts';
import type { Courier, Notification } from './delivery.mts';
import { type PresenceFilter, matchesParty } from './eventFilter.mts';
import { enabledFilters } from './subscription.mts';
import type { Subscriptions } from './subscriptions.mts';

/** Publishes changes of parties as events to matching subscriptions. */
export class Publisher {
	readonly #clock: Clock;
	readonly #courier: Courier;
	readonly #subscriptions: Subscriptions;
	readonly #publishedPresence: PublishedPresence;
	readonly #timeline: Timeline;
	readonly #liveCalls: () => readonly Call[];
	/** Each party's status in the latest presence event. */
	readonly #shownStatus = new WeakMap<Party, string>();
	/** Each party's park location in the latest presence event. */
	readonly #parkLocation = new WeakMap<Party, string | undefined>();
	readonly #presenceSequence = new Map<string, number>();

	constructor(parts: {
		clock: Clock;
		courier: Courier;
		subscriptions: Subscriptions;
		publishedPresence: PublishedPresence;
		timeline: Timeline;
		liveCalls: () => readonly Call[];
	}) {
		this.#clock = parts.clock;
		this.#courier = parts.courier;
		this.#subscriptions = parts.subscriptions;
		this.#publishedPresence = parts.publishedPresence;
		this.#timeline = parts.timeline;
		this.#liveCalls = parts.liveCalls;
	}

	partyChanged(call: Call, party: Party, sequence: number, options: Options): void {
		this.#recordEvent(call, party, sequence, options);
		this.#publishTelephony(call, party, sequence, options);
		this.#publishPresence(call, party);
		this.#publishParkLocation(call, party);
	}

	/** The timeline has the events of all calls, also without a subscription. */
	#recordEvent(call: Call, party: Party, sequence: number, options: Options): void {
		const { event, body } = this.#telephonyEvent(call, party, sequence, {
			options,
			sipData: false,
		});
		const at = this.#clock.now();
		const notification = { event, timestamp: new Date(at).toISOString(), body };
		this.#timeline.addEvent({
			at,
			sequence,
			telephonySessionId: call.id,
			partyId: party.id,
			statusCode: spellStatus(party.status.code, options),
			reason: party.status.reason ?? null,
			text: sentenceOf(party),
			notification,
			testItem: testItemOf(call, party, notification),
		});
	}

	/**
	 * One event for each changed party.
	 *
	 * Assumption ONE-DELIVERY: a subscription gets an event once, even if several of its filters match.
	 */
	#publishTelephony(call: Call, party: Party, sequence: number, options: Options): void {
		for (const subscription of this.#subscriptions.all()) {
			const matching = enabledFilters(subscription)
				.filter((filter) => filter.kind === 'telephony')
				.filter((filter) => matchesParty(filter, { call, party, options }));
			if (matching.length === 0) continue;
			const sipData = matching.some((filter) => filter.sipData);
			const notification = this.#telephonyEvent(call, party, sequence, { options, sipData });
			void this.#courier.deliver(subscription, notification);
		}
	}

	#telephonyEvent(
		call: Call,
		party: Party,
		sequence: number,
		details: { options: Options; sipData: boolean },
	): Notification {
		const { identity } = call;
		const view = eventPartyView(party, details);
		// The path names the owner of the party, not the filter of the subscription.
		const owner = party.extensionId === undefined ? '' : `/extension/${party.extensionId}`;
		return {
			kind: 'event',
			event: `/restapi/v1.0/account/${account.id}${owner}/telephony/sessions`,
			body: {
				sequence,
				sessionId: identity.sessionId,
				telephonySessionId: identity.telephonySessionId,
				serverId: identity.serverId,
				eventTime: new Date(this.#clock.now()).toISOString(),
				parties: [view],
				origin: { type: identity.origin },
			},
			about: {
				sequence,
				telephonySessionId: identity.telephonySessionId,
				partyId: party.id,
				statusCode: view.status.code,
			},
		};
	}

	/** Presence has fewer states than a call; only a change of a presence state is an event. */
	#publishPresence(call: Call, party: Party): void {
		const extension =
			party.extensionId === undefined ? undefined : extensionById(party.extensionId);
		if (!extension || !hasPresence(extension)) return;
		const status = telephonyStatus(party);
		if ((this.#shownStatus.get(party) ?? 'NoCall') === status) return;
		this.#shownStatus.set(party, status);
		this.presenceChanged(extension, { calls: this.#callsWith(call), ended: party });
	}

	/** Publishes the presence of a park location when a call arrives in it or leaves it. */
	#publishParkLocation(call: Call, party: Party): void {
		const before = this.#parkLocation.get(party);
		const now = parkLocationOf(party);
		if (before === now) return;
		this.#parkLocation.set(party, now);
		for (const id of [before, now]) {
			const location = id === undefined ? undefined : extensionById(id);
			if (location) this.presenceChanged(location, { calls: this.#callsWith(call), ended: party });
		}
	}

	/** @param shown for a change by a call: all calls to show, and the party that may just have ended */
	presenceChanged(
		extension: Extension,
		shown: { calls: readonly Call[]; ended?: Party } = { calls: this.#liveCalls() },
	): void {
		const published = this.#publishedPresence.of(extension.id);
		const sequence = (this.#presenceSequence.get(extension.id) ?? 0) + 1;
		this.#presenceSequence.set(extension.id, sequence);
		for (const subscription of this.#subscriptions.all()) {
			for (const filter of enabledFilters(subscription)) {
				if (filter.kind !== 'presence') continue;
				if (!concerns(filter, extension)) continue;
				void this.#courier.deliver(subscription, {
					kind: 'event',
					event: filter.uri,
					body: {
						// A number in every capture, a string in the specification.
						extensionId: Number(extension.id),
						...presenceEventBody(
							presenceOf(extension, published, shown.calls, filter, shown.ended),
						),
						sequence,
					},
				});
			}
		}
	}

	/** The live calls and this one, because an event shows a call once more when it has ended. */
	#callsWith(call: Call): Call[] {
		return [...new Set([call, ...this.#liveCalls()])];
	}
}

function concerns({ extensionId }: PresenceFilter, extension: Extension): boolean {
	return extensionId === undefined ? isInAccountPresence(extension) : extensionId === extension.id;
}

/** By the specification, events have neither the user's message nor its visibility. */
function presenceEventBody(presence: PresenceInfoResponse): object {
	const { activeCalls } = presence;
	const shown = { ...presence, message: undefined, callerIdVisibility: undefined };
	return { ...shown, ...(activeCalls && { totalActiveCalls: activeCalls.length }) };
}
