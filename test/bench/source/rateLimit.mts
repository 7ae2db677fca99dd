/** Requests a minute, more than any benchmark sends. The nodes reject a higher number as not RingCentral's. */
export const UNREACHED_LIMIT = 100_000;

/** Headers of the first answer under this limit. */
export const unreachedLimitHeaders = {
	'x-rate-limit-group': 'light',
	'x-rate-limit-limit': String(UNREACHED_LIMIT),
	'x-rate-limit-remaining': String(UNREACHED_LIMIT),
	'x-rate-limit-window': '60',
};
