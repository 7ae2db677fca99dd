import { fieldsOf, isFields, listOf, textOf, type Fields } from './values.mts';

/** The subscription that a notification came through. */
export type Channel = 'all' | 'own' | 'voicemail';

/** A notification, unchanged. */
export interface Heard {
	channel: Channel;
	/** Milliseconds since the epoch. */
	at: number;
	notification: Fields;
}

/** One leg of a call, read from a notification. */
export interface LegEvent {
	channel: Channel;
	at: number;
	uuid: string;
	ownerId?: string;
	telephonySessionId: string;
	/** RingCentral's older ID of the session, a number. */
	sessionNumber?: number;
	sequence: number;
	/** "Call", "RingOut", "CallOut", ... */
	origin?: string;
	partyId: string;
	extensionId?: string;
	direction?: string;
	/** In RingCentral's spelling. */
	code: string;
	reason?: string;
	from: End;
	to: End;
	role?: string;
	/** The whole party, unchanged. */
	party: Fields;
}

export interface End {
	phoneNumber?: string;
	name?: string;
	extensionId?: string;
	deviceId?: string;
}

/** The legs in a notification; none in one about presence. */
export function legsOf({ channel, at, notification }: Heard): LegEvent[] {
	const body = fieldsOf(notification['body']);
	const telephonySessionId = textOf(body['telephonySessionId']);
	const sequence = Number(body['sequence']);
	if (telephonySessionId === undefined || !Number.isFinite(sequence)) return [];
	const number = Number(textOf(body['sessionId']));
	return listOf(body['parties'])
		.filter(isFields)
		.flatMap((party) => {
			const status = fieldsOf(party['status']);
			const partyId = textOf(party['id']);
			const code = textOf(status['code']);
			if (partyId === undefined || code === undefined) return [];
			return [
				{
					channel,
					at,
					uuid: textOf(notification['uuid']) ?? '',
					ownerId: textOf(notification['ownerId']),
					telephonySessionId,
					sessionNumber: Number.isFinite(number) ? number : undefined,
					sequence,
					origin: textOf(fieldsOf(body['origin'])['type']),
					partyId,
					extensionId: textOf(party['extensionId']),
					direction: textOf(party['direction']),
					code,
					reason: textOf(status['reason']),
					from: endOf(party['from']),
					to: endOf(party['to']),
					role: textOf(party['ringOutRole']) ?? textOf(party['ringMeRole']),
					party,
				},
			];
		});
}

function endOf(value: unknown): End {
	const { phoneNumber, name, extensionId, deviceId } = fieldsOf(value);
	return {
		phoneNumber: textOf(phoneNumber),
		name: textOf(name),
		extensionId: textOf(extensionId),
		deviceId: textOf(deviceId),
	};
}

export function isVoicemail({ code }: LegEvent): boolean {
	return code.toLowerCase() === 'voicemail';
}

export function isRinging({ code }: LegEvent): boolean {
	return code === 'Setup' || code === 'Proceeding';
}

export function hasEnded({ code }: LegEvent): boolean {
	return code === 'Disconnected' || code === 'Gone';
}

export function isShort(number: string | undefined): boolean {
	return number !== undefined && /^\d{1,8}$/.test(number);
}
