import { isFields, listOf, textOf, type Fields } from '../events/unknown';

/**
 * A text message that RingCentral has accepted; an unknown value is null.
 *
 * @param message a GetSMSMessageInfoResponse of RingCentral's, unchecked.
 */
export function simplifiedSms(message: Fields) {
	const from = isFields(message.from) ? message.from : {};
	const to = listOf(message.to).find(isFields) ?? {};
	return {
		/** E.g. "Queued" or "Sent"; its delivery is not known yet. */
		messageStatus: textOf(message.messageStatus) ?? null,
		fromNumber: textOf(from.phoneNumber) ?? null,
		toNumber: textOf(to.phoneNumber) ?? null,
		text: textOf(message.subject) ?? null,
		creationTime: textOf(message.creationTime) ?? null,
		messageId: textOf(message.id) ?? null,
	};
}
