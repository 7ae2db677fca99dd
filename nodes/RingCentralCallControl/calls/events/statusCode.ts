import type { CallStatusInfo } from './contract';

/** RingCentral's status codes, as its event filters spell them. */
export type StatusCode = NonNullable<CallStatusInfo['code']>;

const STATUS_CODES: readonly StatusCode[] = [
	'Setup',
	'Proceeding',
	'Answered',
	'Disconnected',
	'Gone',
	'Parked',
	'Hold',
	'VoiceMail',
	'FaxReceive',
	'VoiceMailScreening',
];

/** In RingCentral's spelling, which is most common, and in lower case. */
const CODE_OF = new Map<string, StatusCode>([
	...STATUS_CODES.map((code): [string, StatusCode] => [code, code]),
	...STATUS_CODES.map((code): [string, StatusCode] => [code.toLowerCase(), code]),
	// The documentation writes "VoiceMailScreening", the guide "VMScreening".
	['vmscreening', 'VoiceMailScreening'],
]);

/**
 * The status code of a party's status, in any spelling: live events have "Voicemail", the
 * documentation "VoiceMail". Undefined for an unknown code.
 */
export function statusCodeOf(status: string): StatusCode | undefined {
	return CODE_OF.get(status) ?? CODE_OF.get(status.toLowerCase());
}
