import { apiPath } from './apiPath';

/**
 * A recording of a call that is over.
 *
 * Assumption RECORDING-ID: RingCentral keeps a recording under the id that it has in its call; the
 * documentation speaks of the id in the call log.
 */
export function recordingPath(recordingId: string): string {
	return apiPath`/restapi/v1.0/account/~/recording/${recordingId}`;
}
