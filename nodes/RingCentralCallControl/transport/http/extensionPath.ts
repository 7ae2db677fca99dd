import { apiPath } from './apiPath';

/** The extensions of the company: users, call queues and others. */
export const EXTENSIONS_PATH = '/restapi/v1.0/account/~/extension';

/** @param extensionId RingCentral's ID, or "~" for the signed-in extension. */
export function extensionPath(extensionId: string): string {
	return `${EXTENSIONS_PATH}${apiPath`/${extensionId}`}`;
}
