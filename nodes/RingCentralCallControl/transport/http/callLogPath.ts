import { apiPath } from './apiPath';

/** The call log of an extension ("~" for the signed-in user's), or of the whole company. */
export function callLogPath(extensionId: string | undefined): string {
	return extensionId === undefined
		? '/restapi/v1.0/account/~/call-log'
		: apiPath`/restapi/v1.0/account/~/extension/${extensionId}/call-log`;
}
