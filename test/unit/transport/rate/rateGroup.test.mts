import { rateGroupOf } from '../../../../nodes/RingCentralCallControl/transport/rate/rateGroup.ts';

// https://developers.ringcentral.com/api-reference names the group of each endpoint.
it.each([
	['POST', '/restapi/v1.0/account/~/telephony/call-out', 'heavy'],
	['POST', '/restapi/v1.0/account/~/telephony/conference', 'heavy'],
	['POST', '/restapi/v1.0/account/~/telephony/sessions/s-1/parties/p-1-2/forward', 'light'],
	['DELETE', '/restapi/v1.0/account/~/telephony/sessions/s-1', 'light'],
	['GET', '/restapi/v1.0/account/~/extension/~/presence', 'light'],
	['PUT', '/restapi/v1.0/account/~/extension/~/presence', 'medium'],
	['GET', '/restapi/v1.0/account/~/presence', 'heavy'],
	['GET', '/restapi/v1.0/account/~/extension/~/active-calls', 'heavy'],
	['GET', '/restapi/v1.0/account/~/extension/~', 'light'],
	['GET', '/restapi/v1.0/account/~/extension', 'medium'],
	['GET', '/restapi/v1.0/account/~/extension/~/device', 'light'],
	['GET', '/restapi/v1.0/account/~/call-queues', 'medium'],
	['GET', '/restapi/v1.0/account/~/answering-rule', 'medium'],
	['GET', '/restapi/v1.0/account/~/answering-rule/5', 'light'],
	['POST', '/restapi/v1.0/account/~/extension/~/sms', 'medium'],
	['GET', '/restapi/v1.0/account/~/extension/~/message-store/5', 'light'],
	['GET', '/restapi/v1.0/account/~/extension/~/message-store/5/content/6', 'medium'],
	['GET', '/restapi/v1.0/account/~/recording/401', 'heavy'],
	['GET', '/restapi/v1.0/account/~/recording/401/content', 'heavy'],
	['POST', '/restapi/v1.0/account/~/extension/~/ring-out', 'heavy'],
	['GET', '/restapi/v1.0/account/~/extension/~/ring-out/77', 'light'],
	['DELETE', '/restapi/v1.0/account/~/extension/~/ring-out/77', 'heavy'],
	['POST', '/restapi/v1.0/subscription', 'medium'],
	['GET', '/restapi/v1.0/subscription', 'light'],
	['PUT', '/restapi/v1.0/subscription/5', 'medium'],
	['DELETE', '/restapi/v1.0/subscription/5', 'medium'],
	['POST', '/restapi/v1.0/subscription/5/renew', 'light'],
	['GET', '/restapi/v1.0/account/~/business-hours', 'light'],
	['GET', '/restapi/v1.0/account/~/extension/~/answering-rule', 'medium'],
	['POST', '/restapi/oauth/wstoken', 'auth'],
] as const)('%s %s is %s', (method, path, group) => {
	expect(rateGroupOf(method, path)).toBe(group);
});
