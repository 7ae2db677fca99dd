import type { simplifiedLiveCall } from './liveCall';

/** Everyday names of the call statuses. */
const STATUS_WORDS = new Map([
	['Proceeding', 'Ringing'],
	['Answered', 'Connected'],
	['Hold', 'On Hold'],
]);

/**
 * A live call in one line, e.g. "Inbound, Ringing, Customer (+1 415 555 0123) → Sales (+1 415 555
 * 0110), 0:12".
 *
 * @param now in milliseconds since the epoch, for the duration of the call.
 */
export function callLabel(call: ReturnType<typeof simplifiedLiveCall>, now: number): string {
	const status = STATUS_WORDS.get(call.status ?? '') ?? call.status;
	const from = endLabel(call.fromName, call.fromNumber);
	const to = endLabel(call.toName, call.toNumber);
	const duration = durationSince(call.startTime, now);
	return [call.direction, status, `${from} → ${to}`, duration]
		.filter((part) => part !== null)
		.join(', ');
}

function endLabel(name: string | null, phoneNumber: string | null): string {
	const number = phoneNumber === null ? null : readableNumber(phoneNumber);
	if (name === null) return number ?? 'unknown';
	return number === null ? name : `${name} (${number})`;
}

/** Groups the digits of a North American number; other numbers stay unchanged. */
function readableNumber(phoneNumber: string): string {
	return phoneNumber.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
}

/** E.g. "0:12" or "1:02:03"; null when the start of the call is unknown. */
function durationSince(startTime: string | null, now: number): string | null {
	const start = Date.parse(startTime ?? '');
	if (Number.isNaN(start)) return null;
	// The clocks of RingCentral and n8n may differ.
	const all = Math.max(0, Math.floor((now - start) / 1_000));
	const hours = Math.floor(all / 3_600);
	const minutes = Math.floor((all % 3_600) / 60);
	const seconds = String(all % 60).padStart(2, '0');
	return hours === 0
		? `${minutes}:${seconds}`
		: `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}
