import { apiPath } from './apiPath';

/** The RingOuts of the signed-in user. */
export const RING_OUTS_PATH = '/restapi/v1.0/account/~/extension/~/ring-out';

export function ringOutPath(ringOutId: string): string {
	return `${RING_OUTS_PATH}${apiPath`/${ringOutId}`}`;
}
