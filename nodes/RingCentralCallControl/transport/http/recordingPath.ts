import { apiPath } from './apiPath';

/**
 * A recording of a call that is over.
 *
 * Assumption RECORDING-ID: RingCentral keeps a recording under its ID in the call; the documentation
 * speaks of its ID in the call log.
 */
export function recordingPath(recordingId: string): string {
	return apiPath`/restapi/v1.0/account/~/recording/${recordingId}`;
}
