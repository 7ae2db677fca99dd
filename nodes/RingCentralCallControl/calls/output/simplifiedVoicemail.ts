import { isFields, listOf, textOf, type Fields } from '../events/unknown';

const READ = new Map<unknown, boolean>([
	['Read', true],
	['Unread', false],
]);

/**
 * A voicemail with its caller; an unknown value is null.
 *
 * @param message one of RingCentral's messages, unchecked.
 */
export function simplifiedVoicemail(message: Fields) {
	const from = isFields(message.from) ? message.from : {};
	const to = listOf(message.to).find(isFields) ?? {};
	return {
		creationTime: textOf(message.creationTime) ?? null,
		fromNumber: textOf(from.phoneNumber) ?? textOf(from.extensionNumber) ?? null,
		fromName: textOf(from.name) ?? null,
		toNumber: textOf(to.phoneNumber) ?? textOf(to.extensionNumber) ?? null,
		toName: textOf(to.name) ?? null,
		durationSeconds: durationOf(soundOf(message)),
		isRead: READ.get(message.readStatus) ?? null,
		/** E.g. "Completed" when RingCentral has made a transcript. */
		transcription: textOf(message.vmTranscriptionStatus) ?? null,
		extensionId: textOf(message.extensionId) ?? null,
		voicemailId: textOf(message.id) ?? null,
	};
}

/** The sound recording among the attachments; others are transcripts. */
export function soundOf(message: Fields): Fields | undefined {
	return listOf(message.attachments)
		.filter(isFields)
		.find(({ type }) => type === 'AudioRecording');
}

function durationOf(attachment: Fields | undefined): number | null {
	return typeof attachment?.vmDuration === 'number' ? attachment.vmDuration : null;
}
