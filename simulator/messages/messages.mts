import { extensionById } from '../account.mts';
import { type LegEnd, type Party, remoteEndOf } from '../calls/party.mts';
import { ownEnd } from '../calls/placing.mts';
import type { Clock } from '../clock.mts';

/** The sender or recipient of a message, as far as known. */
export type Correspondent = Pick<LegEnd, 'phoneNumber' | 'name' | 'extensionId'>;

export interface Message {
	id: number;
	/** The owner of the message. */
	extensionId: string;
	type: 'SMS' | 'VoiceMail';
	direction: 'Inbound' | 'Outbound';
	from: Correspondent;
	to: Correspondent[];
	/** Milliseconds since the epoch. */
	createdAt: number;
	readStatus: 'Read' | 'Unread';
	/** Text messages only. */
	text?: string;
	/** Voicemails only. */
	durationSeconds?: number;
}

/** Voicemails of callers and text messages of users, newest first. */
export class Messages {
	readonly #clock: Clock;
	readonly #messages: Message[] = [];
	readonly #speakingSince = new WeakMap<Party, number>();
	#lastId = 1_724_099_032_020;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** A caller at a voicemail leaves a message there by hanging up. */
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
