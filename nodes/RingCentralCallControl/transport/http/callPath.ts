import { apiPath } from './apiPath';

/** One party of one call. */
export interface PartyAddress {
	telephonySessionId: string;
	partyId: string;
}

export function sessionPath(telephonySessionId: string): string {
	return apiPath`/restapi/v1.0/account/~/telephony/sessions/${telephonySessionId}`;
}

export function partyPath({ telephonySessionId, partyId }: PartyAddress): string {
	return `${sessionPath(telephonySessionId)}${apiPath`/parties/${partyId}`}`;
}
