import { SendingBrake } from '../../../../nodes/RingCentralCallControl/calls/parties/sendingBrake.ts';

const call = 's-1';
const now = 1_000_000;

function to(...targetNames: string[]) {
	return { telephonySessionId: call, targetNames };
}

/** The outcomes of commands sent one after the other, each accepted. */
function outcomes(commands: Array<[target: string, second: number, session?: string]>) {
	const brake = new SendingBrake();
	return commands.map(([target, second, telephonySessionId = call]) => {
		const sending = { telephonySessionId, targetNames: [target] };
		const reservation = brake.reserve(sending, now + second * 1_000);
		return 'hindrance' in reservation ? reservation.hindrance : 'sent';
	});
}

it('lets one phone after another ring', () => {
	expect(
		outcomes([
			['A', 0],
			['B', 3],
			['C', 6],
			['D', 9],
			['E', 12],
			['F', 15],
		]),
	).toEqual(Array(6).fill('sent'));
});

it('stops a call that is to go to the same place again within a minute', () => {
	expect(
		outcomes([
			['A', 0],
			['B', 1],
			['A', 59.999],
			['A', 60],
		]),
	).toEqual(['sent', 'sent', 'sameTarget', 'sent']);
});

it('stops a call that was sent on five times in ten seconds', () => {
	expect(
		outcomes([
			['A', 0],
			['B', 1],
			['C', 2],
			['D', 3],
			['E', 4],
			['F', 9.999],
			['F', 10],
		]),
	).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'tooOften', 'sent']);
});

it('counts each call for itself', () => {
	expect(
		outcomes([
			['A', 0, 's-1'],
			['A', 0, 's-2'],
		]),
	).toEqual(['sent', 'sent']);
});

it('does not count stopped commands', () => {
	expect(
		outcomes([
			['A', 0],
			['A', 59],
			['A', 60],
		]),
	).toEqual(['sent', 'sameTarget', 'sent']);
});

it('does not count released reservations', () => {
	const brake = new SendingBrake();
	const reservation = brake.reserve(to('A'), now);

	expect(brake.hindrance(to('A'), now)).toBe('sameTarget');
	if ('giveBack' in reservation) reservation.giveBack();
	expect(brake.hindrance(to('A'), now)).toBeUndefined();
});

it('releases one of several reservations, after others were counted', () => {
	const brake = new SendingBrake();
	const first = brake.reserve(to('A'), now);
	brake.reserve(to('B'), now + 1);
	if ('giveBack' in first) first.giveBack();

	expect(brake.hindrance(to('A'), now + 2)).toBeUndefined();
	expect(brake.hindrance(to('B'), now + 2)).toBe('sameTarget');
});

it('treats names as one target when they are known to be the same', () => {
	const brake = new SendingBrake();
	brake.reserve(to('extensionId 9102'), now);

	expect(brake.hindrance(to('extensionNumber 102'), now)).toBeUndefined();
	expect(brake.hindrance(to('extensionId 9102', 'extensionNumber 102'), now)).toBe('sameTarget');
});

it('remembers a number of calls', () => {
	const brake = new SendingBrake();
	for (let index = 0; index <= 10_000; index++) {
		brake.reserve({ telephonySessionId: `s-${index}`, targetNames: ['A'] }, now);
	}

	expect(brake.hindrance({ telephonySessionId: 's-0', targetNames: ['A'] }, now)).toBeUndefined();
	expect(brake.hindrance({ telephonySessionId: 's-10000', targetNames: ['A'] }, now)).toBe(
		'sameTarget',
	);
});
