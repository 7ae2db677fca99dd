import type { IHookFunctions } from 'n8n-workflow';

import {
	triggerSettings,
	type TriggerSettings,
} from '../../../../nodes/RingCentralCallControl/triggers/shared/triggerSettings.ts';

/** The settings of a node with these parameters, as n8n has evaluated them. */
function settingsOf(parameters: Record<string, unknown>): TriggerSettings {
	const all: Record<string, unknown> = { scope: 'account', triggerOn: ['ringing'], ...parameters };
	const context: IHookFunctions = Object.assign(Object.create(null), {
		getNode: () => ({
			id: '1',
			name: 'Trigger',
			type: 'trigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getNodeParameter: (name: string, otherwise: unknown) => (name in all ? all[name] : otherwise),
	});
	return triggerSettings(context);
}

it('the settings of a new node filter nothing', () => {
	expect(settingsOf({})).toEqual({
		scope: 'account',
		extensionIds: [],
		triggerOn: ['ringing'],
		filters: {},
		countsEachPhone: false,
		isSimplified: true,
		hasSipData: false,
	});
});

describe('a switch', () => {
	it.each([
		[true, true],
		['true', true],
		[' True ', true],
		[1, true],
		[false, false],
		['false', false],
		['0', false],
	])('takes %j from an expression', (value, isOn) => {
		const settings = settingsOf({
			filters: { missedCallsOnly: value, queueCallsOnly: value, withRecordingsOnly: value },
			options: { eachRingingPhone: value, includeSipData: value },
			simplify: value,
		});

		const filter = isOn ? true : undefined;
		expect(settings).toMatchObject({
			filters: { missedCallsOnly: filter, queueCallsOnly: filter, withRecordingsOnly: filter },
			countsEachPhone: isOn,
			hasSipData: isOn,
			isSimplified: isOn,
		});
	});

	it.each([
		[{ filters: { missedCallsOnly: 'yes' } }, "'Missed Calls Only' is neither on nor off: yes"],
		[
			{ filters: { queueCallsOnly: undefined } },
			"'Queue Calls Only' is neither on nor off: nothing",
		],
		[
			{ filters: { withRecordingsOnly: [] } },
			"'With Recordings Only' is neither on nor off: a list",
		],
		[
			{ options: { eachRingingPhone: null } },
			"'Start for Each Ringing Phone' is neither on nor off: nothing",
		],
		[{ options: { includeSipData: {} } }, "'Include SIP Data' is neither on nor off: an object"],
		[{ simplify: 2 }, "'Simplify' is neither on nor off: 2"],
	])('is refused in neither state: %j', (parameters, message) => {
		expect(() => settingsOf(parameters)).toThrow(message);
	});
});

describe('a filter', () => {
	it.each(['Inbound', 'Outbound'])('takes the direction %s', (direction) => {
		expect(settingsOf({ filters: { direction } }).filters.direction).toBe(direction);
	});

	it.each([
		['+1 (415) 555-0100', '+14155550100'],
		['101', '101'],
		[101, '101'],
		['', undefined],
		['  ', undefined],
	])('takes the phone number %j', (phoneNumber, expected) => {
		expect(settingsOf({ filters: { phoneNumber } }).filters.phoneNumber).toBe(expected);
	});

	it.each([
		[{ direction: 'incoming' }, "'Direction' is not one of its choices: incoming"],
		[{ direction: undefined }, "'Direction' is not one of its choices: nothing"],
		[{ phoneNumber: undefined }, "'Phone Number' has an expression that gives no number: nothing"],
		[{ phoneNumber: ['101'] }, "'Phone Number' has an expression that gives no number: a list"],
		[{ phoneNumber: '0415' + '5550100' }, `'Phone Number' is "04155550100"`],
	])('that an expression leaves open is refused, and not dropped: %j', (filters, message) => {
		expect(() => settingsOf({ filters })).toThrow(message);
	});
});

describe('lists', () => {
	it.each([
		[
			['ringing', 'answered'],
			['ringing', 'answered'],
		],
		['ringing, answered', ['ringing', 'answered']],
	])('take events as a list or as a text: %j', (triggerOn, expected) => {
		expect(settingsOf({ triggerOn }).triggerOn).toEqual(expected);
	});

	it.each([
		[{ triggerOn: [] }, "'Trigger On' is empty"],
		[{ triggerOn: undefined }, "'Trigger On' is empty"],
		[{ triggerOn: ['ringing', 'rings'] }, `'Trigger On' holds "rings", which is no event`],
		[
			{ scope: 'extension', extensions: ['101a'] },
			`'Extension Names or IDs' holds "101a", which is no ID of an extension`,
		],
		[
			{ scope: 'extension', extensions: undefined },
			"'Extension Names or IDs' has an expression that finds nothing",
		],
		[
			{ scope: 'extension', extensions: null },
			"'Extension Names or IDs' has an expression that finds nothing",
		],
	])('are refused: %j', (parameters, message) => {
		expect(() => settingsOf(parameters)).toThrow(message);
	});

	it.each([
		[[], ['~']],
		['', ['~']],
		[
			[' 400101 ', 400102, ''],
			['400101', '400102'],
		],
		['400101,400102', ['400101', '400102']],
	])('of extensions are the signed-in user where they are empty: %j', (extensions, expected) => {
		expect(settingsOf({ scope: 'extension', extensions }).extensionIds).toEqual(expected);
	});
});
