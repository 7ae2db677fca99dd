import { textOf, type Fields } from '../../calls/events/unknown';

/** The window of RingCentral's limits, until an answer tells another one. */
const USUAL_WINDOW_MILLISECONDS = 60_000;

/** RingCentral's penalty, for a refusal that does not say how long to wait. */
const PENALTY_MILLISECONDS = 60_000;

/** Numbers beyond these are no limits of RingCentral's: their answer's headers are not believed. */
const MOST_REQUESTS = 100_000;
const LONGEST_WINDOW_SECONDS = 300;
const LONGEST_PENALTY_SECONDS = 300;

/**
 * What one user may still send in one rate group. All times are in milliseconds of a clock that
 * never goes back; the caller reads it.
 *
 * RingCentral counts the requests of the last minute. It counts each when it arrives, which is not
 * known here; it has arrived by the time it is answered. Counting a request from its answer on is
 * therefore never too short, and longer than needed by one round trip only.
 * https://developers.ringcentral.com/guide/basics/rate-limits
 */
export class RateBudget {
	#limit: number;

	#window = USUAL_WINDOW_MILLISECONDS;

	/** When the requests of the last two windows were answered, oldest first. */
	#answers: number[] = [];

	#underWay = 0;

	#penaltyEnd = 0;

	/** After a penalty one request tries whether it is over: a refused one starts it again. */
	#isTrying = false;

	constructor(usualLimit: number) {
		this.#limit = usualLimit;
	}

	/** How long the next request has to wait; undefined: until one that is under way is answered. */
	waitAt(now: number): number | undefined {
		if (now < this.#penaltyEnd) return this.#penaltyEnd - now;
		if (this.#isTrying && this.#underWay > 0) return undefined;
		const counting = this.#countingAt(now);
		const excess = this.#underWay + counting.length - this.#limit;
		if (excess < 0) return 0;
		const freeing = counting[excess];
		return freeing === undefined ? undefined : freeing + this.#window - now;
	}

	sent(): void {
		this.#underWay += 1;
	}

	/** @param headers of RingCentral's answer; none when no answer arrived. */
	answered(now: number, headers: Fields, sentAt: number): void {
		this.#underWay -= 1;
		this.#answers = this.#answers.filter((answeredAt) => answeredAt + 2 * this.#window > now);
		this.#answers.push(now);
		if (now >= this.#penaltyEnd) this.#isTrying = false;
		if (!isSane(headers)) return;
		this.#readLimit(headers);
		this.#countOthers(now, headers, sentAt);
	}

	/** A refused request was not counted by RingCentral, but it has started the penalty. */
	refused(now: number, headers: Fields): void {
		this.#underWay -= 1;
		if (isSane(headers)) this.#readLimit(headers);
		this.punish(now, headers);
	}

	/** For a refusal that is not about this group alone. */
	punish(now: number, headers: Fields): void {
		const seconds = retryAfterSeconds(headers);
		const isSaid = seconds !== undefined && seconds <= LONGEST_PENALTY_SECONDS;
		const penalty = isSaid ? seconds * 1_000 : PENALTY_MILLISECONDS;
		this.#penaltyEnd = Math.max(this.#penaltyEnd, now + penalty);
		this.#isTrying = true;
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
	 * Requests that RingCentral has counted and this process has not sent came from elsewhere: another
	 * worker of n8n, or another program of the same app. Their time is unknown; now is the safe guess.
	 * RingCentral counted while the request was under way: what has left the window since then was
	 * in it, and is not to be taken for others'.
	 */
	#countOthers(now: number, headers: Fields, sentAt: number): void {
		const remaining = numberIn(headers, 'x-rate-limit-remaining');
		if (remaining === undefined) return;
		const own = this.#countingAt(sentAt).length + this.#underWay;
		const others = this.#limit - remaining - own;
		for (let counted = 0; counted < others; counted++) this.#answers.push(now);
	}
}

/** Whether an answer says how its group stands; refusals for the whole account or network do not. */
export function hasRateLimit(headers: Fields): boolean {
	return numberIn(headers, 'x-rate-limit-limit') !== undefined;
}

/** The wait in seconds that a refusal asks for, when it is longer than any request is made to wait. */
export function refusedWait(headers: Fields): number | undefined {
	const seconds = retryAfterSeconds(headers) ?? 0;
	return seconds > LONGEST_PENALTY_SECONDS ? seconds : undefined;
}

/** In seconds or as a date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
function retryAfterSeconds(headers: Fields): number | undefined {
	const seconds = numberIn(headers, 'retry-after');
	if (seconds !== undefined) return seconds;
	const date = Date.parse(textOf(headers['retry-after']) ?? '');
	const left = (date - Date.now()) / 1_000;
	return left > 0 ? left : undefined;
}

/** One number that cannot be RingCentral's makes the others doubtful too. */
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
