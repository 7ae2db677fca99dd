import { textOf, type Fields } from '../../calls/events/unknown';

/** The window of RingCentral's limits, until an answer names another. */
const USUAL_WINDOW_MILLISECONDS = 60_000;

/** RingCentral's penalty after a refusal without a usable `Retry-After`. */
const PENALTY_MILLISECONDS = 60_000;

/** RingCentral's numbers stay within these; headers beyond them are ignored. */
const MOST_REQUESTS = 100_000;
const LONGEST_WINDOW_SECONDS = 300;
const LONGEST_PENALTY_SECONDS = 300;

/**
 * The requests that one user may still send in one rate group. All times are milliseconds of a
 * monotonic clock, which the caller reads.
 *
 * RingCentral counts the requests of the last minute, each from its arrival. That time is unknown
 * here, but never later than the answer. Counting a request from its answer is therefore never too
 * short, and at most one round trip too long.
 * https://developers.ringcentral.com/guide/basics/rate-limits
 */
export class RateBudget {
	#limit: number;

	#window = USUAL_WINDOW_MILLISECONDS;

	/** Times of the answers in the last two windows, oldest first. */
	#answers: number[] = [];

	#inFlight = 0;

	#penaltyEnd = 0;

	/** After a penalty, one request tests whether it is over: a refusal starts it again. */
	#isProbing = false;

	constructor(usualLimit: number) {
		this.#limit = usualLimit;
	}

	/** Milliseconds until the next request may go; undefined: until a request in flight is answered. */
	waitAt(now: number): number | undefined {
		if (now < this.#penaltyEnd) return this.#penaltyEnd - now;
		if (this.#isProbing && this.#inFlight > 0) return undefined;
		const counting = this.#countingAt(now);
		const excess = this.#inFlight + counting.length - this.#limit;
		if (excess < 0) return 0;
		const freeing = counting[excess];
		return freeing === undefined ? undefined : freeing + this.#window - now;
	}

	sent(): void {
		this.#inFlight += 1;
	}

	/** @param headers RingCentral's; empty when no answer arrived. */
	answered(now: number, headers: Fields, sentAt: number): void {
		this.#inFlight -= 1;
		this.#answers = this.#answers.filter((answeredAt) => answeredAt + 2 * this.#window > now);
		this.#answers.push(now);
		if (now >= this.#penaltyEnd) this.#isProbing = false;
		if (!isSane(headers)) return;
		this.#readLimit(headers);
		this.#countOthers(now, headers, sentAt);
	}

	/** RingCentral does not count a refused request, but starts the penalty. */
	refused(now: number, headers: Fields): void {
		this.#inFlight -= 1;
		if (isSane(headers)) this.#readLimit(headers);
		this.penalize(now, headers);
	}

	/** Starts the penalty; called alone for a refusal that concerns every group. */
	penalize(now: number, headers: Fields): void {
		const seconds = retryAfterSeconds(headers);
		const isUsable = seconds !== undefined && seconds <= LONGEST_PENALTY_SECONDS;
		const penalty = isUsable ? seconds * 1_000 : PENALTY_MILLISECONDS;
		this.#penaltyEnd = Math.max(this.#penaltyEnd, now + penalty);
		this.#isProbing = true;
	}

	#countingAt(time: number): number[] {
		return this.#answers.filter((answeredAt) => answeredAt + this.#window > time);
	}

	#readLimit(headers: Fields): void {
		const limit = numberIn(headers, 'x-rate-limit-limit');
		if (limit !== undefined) this.#limit = limit;
		const seconds = numberIn(headers, 'x-rate-limit-window');
		if (seconds !== undefined) this.#window = seconds * 1_000;
	}

	/**
	 * Requests that RingCentral has counted and this process has not sent came from another worker of
	 * n8n, or another program of the same app. Their time is unknown; now is the safe guess.
	 * RingCentral counted while the request was in flight: own requests that have left the window since
	 * then are in its count, and must not pass for others'.
	 */
	#countOthers(now: number, headers: Fields, sentAt: number): void {
		const remaining = numberIn(headers, 'x-rate-limit-remaining');
		if (remaining === undefined) return;
		const own = this.#countingAt(sentAt).length + this.#inFlight;
		const others = this.#limit - remaining - own;
		for (let counted = 0; counted < others; counted++) this.#answers.push(now);
	}
}

/** Whether an answer states the limit of its group; refusals for the whole account or network do not. */
export function hasRateLimit(headers: Fields): boolean {
	return numberIn(headers, 'x-rate-limit-limit') !== undefined;
}

/** The seconds in a refusal's `Retry-After`, if longer than any request is made to wait. */
export function refusedWait(headers: Fields): number | undefined {
	const seconds = retryAfterSeconds(headers) ?? 0;
	return seconds > LONGEST_PENALTY_SECONDS ? seconds : undefined;
}

/** `Retry-After` is in seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
function retryAfterSeconds(headers: Fields): number | undefined {
	const seconds = numberIn(headers, 'retry-after');
	if (seconds !== undefined) return seconds;
	const date = Date.parse(textOf(headers['retry-after']) ?? '');
	const left = (date - Date.now()) / 1_000;
	return left > 0 ? left : undefined;
}

/** One impossible number discredits all of them. */
function isSane(headers: Fields): boolean {
	const limit = numberIn(headers, 'x-rate-limit-limit') ?? 1;
	const window = numberIn(headers, 'x-rate-limit-window') ?? 1;
	const remaining = numberIn(headers, 'x-rate-limit-remaining') ?? 0;
	return (
		[limit, remaining].every((count) => Number.isInteger(count) && count <= MOST_REQUESTS) &&
		limit >= 1 &&
		window >= 1 &&
		window <= LONGEST_WINDOW_SECONDS
	);
}

function numberIn(headers: Fields, name: string): number | undefined {
	const number = Number(textOf(headers[name]) ?? Number.NaN);
	return Number.isFinite(number) && number >= 0 ? number : undefined;
}
