import { callLabel } from '../../../../nodes/RingCentralCallControl/calls/output/callLabel.ts';
import { simplifiedLiveCall } from '../../../../nodes/RingCentralCallControl/calls/output/liveCall.ts';

const start = Date.parse('2026-01-05T09:00:00.000Z');

const ringing = {
	direction: 'Inbound',
	telephonyStatus: 'Ringing',
	from: '+14155550123',
	to: '+14155550101',
	toName: 'Sales',
	startTime: '2026-01-05T09:00:00.000Z',
};

function label(call: Record<string, unknown>, seconds = 12): string {
	return callLabel(simplifiedLiveCall(call), start + seconds * 1_000);
}

it('a label has direction, status, both ends and duration in one line', () => {
	expect(label(ringing)).toBe('Inbound, Ringing, +1 415 555 0123 → Sales (+1 415 555 0101), 0:12');
});

it('a label has the number beside the name, which callers may share', () => {
	expect(label({ ...ringing, fromName: 'Customer' })).toContain('Customer (+1 415 555 0123) →');
	expect(label({ fromName: 'Customer' })).toBe('Customer → unknown');
});

it.each([
	['CallConnected', 'Inbound, Connected, '],
	['OnHold', 'Inbound, On Hold, '],
	['ParkedCall', 'Inbound, Parked, '],
])('a label has words for %s', (telephonyStatus, words) => {
	expect(label({ ...ringing, telephonyStatus })).toContain(words);
});

it.each([
	[0, '0:00'],
	[75, '1:15'],
	[3_600 + 125, '1:02:05'],
	[-30, '0:00'],
])('a label shows %d seconds as %s', (seconds, duration) => {
	expect(label(ringing, seconds).split(', ').at(-1)).toBe(duration);
});

it('a label marks unknown ends, and leaves out other unknown values', () => {
	expect(label({})).toBe('unknown → unknown');
	expect(label({ ...ringing, from: '+442079460000', startTime: 'today' })).toBe(
		'Inbound, Ringing, +442079460000 → Sales (+1 415 555 0101)',
	);
});
