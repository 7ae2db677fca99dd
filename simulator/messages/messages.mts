import { extensionById } from '../account.mts';
import { type LegEnd, type Party, remoteEndOf } from '../calls/party.mts';
import { ownEnd } from '../calls/placing.mts';
import type { Clock } from '../clock.mts';

/** Who a message is from or to, as far as it is known. */
export type Correspondent = Pick<LegEnd, 'phoneNumber' | 'name' | 'extensionId'>;

export interface Message {
	id: number;
	/** Whose message it is. */
	extensionId: string;
	type: 'SMS' | 'VoiceMail';
	direction: 'Inbound' | 'Outbound';
	from: Correspondent;
	to: Correspondent[];
	/** Milliseconds since the epoch. */
	createdAt: number;
	readStatus: 'Read' | 'Unread';
	/** Of text messages. */
	text?: string;
	/** Of voicemails. */
	durationSeconds?: number;
}

/** What callers have left, and what users have written; the newest first. */
export class Messages {
	readonly #clock: Clock;
	readonly #messages: Message[] = [];
	readonly #speakingSince = new WeakMap<Party, number>();
	#lastId = 1_724_099_032_020;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Whoever gets to a voicemail leaves a message there, when they hang up. */
	partyChanged(party: Party): void {
		const now = this.#clock.now();
		if (party.status.code === 'VoiceMail') this.#speakingSince.set(party, now);
		const since = this.#speakingSince.get(party);
		if (since === undefined || party.status.code !== 'Disconnected') return;
		this.#speakingSince.delete(party);
		const owner = extensionById(party.extensionId ?? '');
		if (!owner) return;
		this.add({
			extensionId: owner.id,
			type: 'VoiceMail',
			direction: 'Inbound',
			from: remoteEndOf(party),
			to: [ownEnd(owner)],
			readStatus: 'Unread',
			durationSeconds: Math.max(1, Math.round((now - since) / 1_000)),
		});
	}

	add(message: Omit<Message, 'id' | 'createdAt'>): Message {
		this.#lastId += 1;
		const added = { ...message, id: this.#lastId, createdAt: this.#clock.now() };
		this.#messages.unshift(added);
		return added;
	}

	all(): readonly Message[] {
		return this.#messages;
	}

	of(extensionId: string): Message[] {
		return this.#messages.filter((message) => message.extensionId === extensionId);
	}

	reset(): void {
		this.#messages.length = 0;
	}
}
