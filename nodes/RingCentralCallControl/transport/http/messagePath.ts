import { apiPath } from './apiPath';

/** The text messages that the signed-in user sends. */
export const SMS_PATH = '/restapi/v1.0/account/~/extension/~/sms';

/** The messages of an extension ("~" for one's own): voicemails, text messages and faxes. */
export function messagesPath(extensionId: string): string {
	return apiPath`/restapi/v1.0/account/~/extension/${extensionId}/message-store`;
}

export function messagePath(extensionId: string, messageId: string): string {
	return `${messagesPath(extensionId)}${apiPath`/${messageId}`}`;
}
