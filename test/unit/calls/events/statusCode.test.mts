import { statusCodeOf } from '../../../../nodes/RingCentralCallControl/calls/events/statusCode.ts';

it.each([
	['Proceeding', 'Proceeding'],
	['proceeding', 'Proceeding'],
	['Voicemail', 'VoiceMail'],
	['VoiceMail', 'VoiceMail'],
	['VMScreening', 'VoiceMailScreening'],
	['Tds', undefined],
	['', undefined],
])('%p is the status code %p', (status, code) => {
	expect(statusCodeOf(status)).toBe(code);
});
