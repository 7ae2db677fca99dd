import type { IHttpRequestMethods } from 'n8n-workflow';

const account = '/restapi/v1.0/account/~';
const extension = `${account}/extension/~`;
const session = `${account}/telephony/sessions/s-1`;
const party = `${session}/parties/p-1`;
const subscriptions = '/restapi/v1.0/subscription';

export type ApiRequest = readonly [method: IHttpRequestMethods, path: string];

/**
 * The requests of each operation, by the values of resource and operation, without preceding
 * lookups. `test/contract/nodeRequests.test.mts` proves that the operations on calls send them.
 */
export const operationRequests: Readonly<Record<string, readonly ApiRequest[]>> = {
	'businessHours/check': [
		['GET', `${account}/business-hours`],
		['GET', `${extension}/business-hours`],
	],
	'callLog/get': [
		['GET', `${account}/call-log/5`],
		['GET', `${extension}/call-log/5`],
	],
	'callLog/getMany': [
		['GET', `${account}/call-log`],
		['GET', `${extension}/call-log`],
	],
	'callQueue/getMany': [['GET', `${account}/call-queues`]],
	'callQueue/getMembers': [
		['GET', `${account}/call-queues/5/presence`],
		['GET', `${extension}/presence`],
	],
	'device/getMany': [['GET', `${extension}/device`]],
	'extension/get': [['GET', `${account}/extension/5`]],
	'extension/getMany': [['GET', `${account}/extension`]],
	'party/answer': [['POST', `${party}/answer`]],
	'party/bridge': [['POST', `${party}/bridge`]],
	'party/flip': [['POST', `${party}/flip`]],
	'party/forward': [['POST', `${party}/forward`]],
	'party/get': [['GET', party]],
	'party/getMany': [['GET', session]],
	'party/hold': [['POST', `${party}/hold`]],
	'party/ignore': [['POST', `${party}/ignore`]],
	'party/mute': [['PATCH', party]],
	'party/park': [['POST', `${party}/park`]],
	'party/pauseRecording': [['PATCH', `${party}/recordings/401`]],
	'party/pickUp': [['POST', `${party}/pickup`]],
	'party/reject': [['POST', `${party}/reject`]],
	'party/remove': [['DELETE', party]],
	'party/reply': [['POST', `${party}/reply`]],
	'party/resumeRecording': [['PATCH', `${party}/recordings/401`]],
	'party/ring': [
		['GET', session],
		['POST', `${party}/forward`],
	],
	'party/route': [
		['POST', `${party}/forward`],
		['POST', `${party}/transfer`],
	],
	'party/sendToVoicemail': [
		['POST', `${party}/forward`],
		['POST', `${party}/transfer`],
	],
	'party/startRecording': [['POST', `${party}/recordings`]],
	'party/supervise': [['POST', `${party}/supervise`]],
	'party/transfer': [['POST', `${party}/transfer`]],
	'party/unhold': [['POST', `${party}/unhold`]],
	'party/unmute': [['PATCH', party]],
	'presence/get': [['GET', `${extension}/presence`]],
	'presence/getMany': [['GET', `${extension}/presence`]],
	'presence/update': [['PUT', `${extension}/presence`]],
	'recording/download': [['GET', `${account}/recording/401/content`]],
	'recording/get': [['GET', `${account}/recording/401`]],
	'ringOut/cancel': [['DELETE', `${extension}/ring-out/77`]],
	'ringOut/create': [['POST', `${extension}/ring-out`]],
	'ringOut/get': [['GET', `${extension}/ring-out/77`]],
	'session/bringInParty': [['POST', `${session}/parties/bring-in`]],
	'session/end': [['DELETE', session]],
	'session/get': [['GET', session]],
	'session/getMany': [['GET', `${extension}/presence`]],
	'session/makeCall': [['POST', `${account}/telephony/call-out`]],
	'session/startConference': [['POST', `${account}/telephony/conference`]],
	'session/supervise': [['POST', `${session}/supervise`]],
	'session/waitForStatus': [['GET', session]],
	'sms/send': [['POST', `${extension}/sms`]],
	'subscription/checkHealth': [
		['GET', subscriptions],
		['GET', `${subscriptions}/5`],
	],
	'subscription/delete': [['DELETE', `${subscriptions}/5`]],
	'subscription/get': [['GET', `${subscriptions}/5`]],
	'subscription/getMany': [['GET', subscriptions]],
	'subscription/renew': [['POST', `${subscriptions}/5/renew`]],
	'voicemail/download': [['GET', `${extension}/message-store/5/content/6`]],
	'voicemail/get': [['GET', `${extension}/message-store/5`]],
	'voicemail/getMany': [['GET', `${extension}/message-store`]],
};
