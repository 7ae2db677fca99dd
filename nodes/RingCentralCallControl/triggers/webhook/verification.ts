import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { textOf } from '../../calls/events/unknown';

/** Headers of a delivery, with lower-case names. */
export type Headers = Record<string, string | string[] | undefined>;

/** A new verification secret: 192 random bits, in characters that any header can carry. */
export function newSecret(): string {
	return randomBytes(24).toString('base64url');
}

/**
 * A verification secret, the same in each process of n8n. It does not reveal the key.
 *
 * @param key a secret known only to RingCentral and this n8n.
 * @param purpose another one gives another secret.
 */
export function secretFrom(key: string, purpose: string): string {
	return createHmac('sha256', key).update(`verification:${purpose}`).digest('base64url');
}

/**
 * Whether a delivery carries the secret. The duration of the check does not reveal the secret.
 *
 * RingCentral sends it as `Verification-Token`; a page of its documentation says `Validation-Token`,
 * which is read when the other is missing:
 * https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks
 */
export function carriesSecret(headers: Headers, secret: string): boolean {
	const received =
		textOf(headers['verification-token']) ?? textOf(headers['validation-token']) ?? '';
	return timingSafeEqual(digestOf(received), digestOf(secret));
}

/** Digests have equal lengths, as the comparison in constant time requires. */
function digestOf(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
