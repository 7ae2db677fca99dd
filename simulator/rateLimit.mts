import type { Clock } from './clock.mts';
import type { Options, RateLimitGroup } from './options.mts';

const windowSeconds = 60;
const penaltySeconds = 60;

interface Usage {
	/** The times of the last window's requests, in milliseconds. */
	requests: number[];
	penaltyUntil: number;
}

export interface RateLimitVerdict {
	allowed: boolean;
	/** Response headers, with Retry-After on a refusal. */
	headers: Record<string, string>;
}

/**
 * Counts the requests of a user through an application, separately for each group.
 * https://developers.ringcentral.com/guide/basics/rate-limits
 */
export class RateLimiter {
	readonly #clock: Clock;
	readonly #usages = new Map<string, Usage>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** @param caller the user and the application. */
	check(caller: string, group: RateLimitGroup, options: Options): RateLimitVerdict {
		const now = this.#clock.now();
		const limit = options.rateLimits[group];
		const usage = this.#usageOf(`${group} ${caller}`, now);
		const penalised = now < usage.penaltyUntil;
		const refused = options.enforceRateLimits && (penalised || usage.requests.length >= limit);
		if (refused) usage.penaltyUntil = now + penaltySeconds * 1000;
		else usage.requests.push(now);

		return {
			allowed: !refused,
			headers: {
				'X-Rate-Limit-Group': group.toLowerCase(),
				'X-Rate-Limit-Limit': String(limit),
				'X-Rate-Limit-Remaining': String(Math.max(limit - usage.requests.length, 0)),
				'X-Rate-Limit-Window': String(windowSeconds),
				...(refused && { 'Retry-After': String(penaltySeconds) }),
			},
		};
	}

	reset(): void {
		this.#usages.clear();
	}

	#usageOf(key: string, now: number): Usage {
		const usage = this.#usages.get(key) ?? { requests: [], penaltyUntil: 0 };
		usage.requests = usage.requests.filter((at) => at > now - windowSeconds * 1000);
		this.#usages.set(key, usage);
		return usage;
	}
}
