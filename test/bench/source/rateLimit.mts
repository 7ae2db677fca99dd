/** As many requests a minute as a benchmark never sends. More would be no limit of RingCentral's to the nodes. */
export const UNREACHED_LIMIT = 100_000;

/** Headers of an answer to the first of so many requests. */
export const unreachedLimitHeaders = {
	'x-rate-limit-group': 'light',
	'x-rate-limit-limit': String(UNREACHED_LIMIT),
	'x-rate-limit-remaining': String(UNREACHED_LIMIT),
	'x-rate-limit-window': '60',
};
