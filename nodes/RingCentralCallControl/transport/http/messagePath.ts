import { apiPath } from './apiPath';

/** The text messages that the signed-in user sends. */
export const SMS_PATH = '/restapi/v1.0/account/~/extension/~/sms';

/** The voicemails, text messages and faxes of an extension ("~" for the signed-in user's). */
export function messagesPath(extensionId: string): string {
	return apiPath`/restapi/v1.0/account/~/extension/${extensionId}/message-store`;
}

export function messagePath(extensionId: string, messageId: string): string {
	return `${messagesPath(extensionId)}${apiPath`/${messageId}`}`;
}
