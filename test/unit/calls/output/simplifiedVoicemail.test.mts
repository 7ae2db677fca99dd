import { simplifiedVoicemail } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedVoicemail.ts';

describe('a simplified voicemail', () => {
	it('has the duration of its sound among other attachments', () => {
		const attachments = [
			null,
			{ id: 2, type: 'AudioTranscription' },
			{ id: 1, type: 'AudioRecording', vmDuration: 7 },
		];

		expect(simplifiedVoicemail({ attachments })).toMatchObject({ durationSeconds: 7 });
	});

	it.each([
		[{ phoneNumber: '+14155550199' }, '+14155550199'],
		[{ extensionNumber: '101' }, '101'],
		[{ phoneNumber: '+14155550101', extensionNumber: '101' }, '+14155550101'],
	])('shows an end %j as %s', (end, number) => {
		expect(simplifiedVoicemail({ from: end, to: [end] })).toMatchObject({
			fromNumber: number,
			toNumber: number,
		});
	});

	it.each([
		['Read', true],
		['Unread', false],
		[undefined, null],
		[null, null],
	])('with the status %s is read: %s', (readStatus, isRead) => {
		expect(simplifiedVoicemail({ readStatus })).toMatchObject({ isRead });
	});

	it('has null for unknown values', () => {
		expect(new Set(Object.values(simplifiedVoicemail({})))).toEqual(new Set([null]));
	});
});
