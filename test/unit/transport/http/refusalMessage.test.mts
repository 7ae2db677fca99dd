import type { Refusal } from '../../../../nodes/RingCentralCallControl/transport/http/refusal.ts';
import { explain } from '../../../../nodes/RingCentralCallControl/transport/http/refusalMessage.ts';

const refusals: Refusal[] = [
	{ statusCode: 0, errorCode: 'ECONNRESET', mayHaveArrived: true },
	{ statusCode: 0, errorCode: 'ECONNREFUSED', mayHaveArrived: false },
	{
		statusCode: 400,
		errorCode: 'CMN-101',
		message: 'Parameter [to] value is invalid',
		parameterName: 'to',
	},
	{ statusCode: 401, errorCode: 'OAU-213' },
	{ statusCode: 403, errorCode: 'CMN-401', permissionName: 'CallControl' },
	{ statusCode: 403, errorCode: 'CMN-408', permissionName: 'ReadPresence' },
	{ statusCode: 403, errorCode: 'CMN-408' },
	{ statusCode: 403, errorCode: 'SUB-505' },
	{ statusCode: 404, errorCode: 'CMN-102', parameterName: 'telephonySessionId' },
	{ statusCode: 409, errorCode: 'TAS-102', message: 'Incorrect State' },
	{ statusCode: 418 },
	{ statusCode: 429, errorCode: 'CMN-301' },
	{ statusCode: 503, errorCode: 'CMN-201', mayHaveArrived: true },
	{ statusCode: 0, errorCode: 'ECONNRESET', mayHaveArrived: true, isDeletion: true },
	{ statusCode: 0, foreignStatus: 200, mayHaveArrived: true },
	{ statusCode: 0, foreignStatus: 307, redirectedTo: 'https://login.example.com/' },
	{ statusCode: 0, unreadableStatus: 200 },
	{ statusCode: 0, isSignInDelayed: true },
	{ statusCode: 429, waitSeconds: 99_999_999 },
];

/** The codes that RingCentral is known to answer with, and the status of each. */
const codes = [
	...[
		'SUB-402',
		'SUB-403',
		'SUB-404',
		'SUB-405',
		'SUB-406',
		'SUB-408',
		'SUB-505',
		'SUB-527',
		'SUB-528',
		'SUB-530',
		'SUB-531',
	].map((errorCode) => ({ statusCode: 403, errorCode })),
	...[
		'SUB-407',
		'SUB-508',
		'SUB-515',
		'SUB-516',
		'SUB-522',
		'SUB-520',
		'SUB-521',
		'SUB-523',
		'SUB-524',
		'SUB-525',
	].map((errorCode) => ({ statusCode: 400, errorCode })),
	{ statusCode: 404, errorCode: 'SUB-507' },
	{ statusCode: 405, errorCode: 'SUB-511' },
	...['OAU-123', 'OAU-128', 'OAU-129', 'OAU-146', 'OAU-149', 'OAU-213', 'CMN-405'].map(
		(errorCode) => ({ statusCode: 401, errorCode }),
	),
	{ statusCode: 400, errorCode: 'OAU-211' },
	{ statusCode: 403, errorCode: 'OAU-167' },
	{ statusCode: 403, errorCode: 'CMN-401' },
	{ statusCode: 403, errorCode: 'CMN-408' },
	{ statusCode: 403, errorCode: 'CMN-419' },
	{ statusCode: 403, errorCode: 'InsufficientPermissions' },
	{ statusCode: 404, errorCode: 'CMN-102' },
	{ statusCode: 404, errorCode: 'CMN-120' },
	...['CMN-301', 'CMN-302', 'CMN-303', 'CMN-304', 'CMN-310'].map((errorCode) => ({
		statusCode: 429,
		errorCode,
	})),
	{ statusCode: 503, errorCode: 'CMN-201' },
	{ statusCode: 503, errorCode: 'CMN-211' },
	{ statusCode: 403, errorCode: 'TAS-106' },
	{ statusCode: 403, errorCode: 'TAS-115' },
	{ statusCode: 400, errorCode: 'CMN-101', parameterName: 'deliveryMode.address' },
];

it.each(codes)('has words of its own for $errorCode', (refusal) => {
	const { message, description } = explain({ ...refusal, message: "RingCentral's own words." });

	expect(message).toMatch(/^(RingCentral|The|This) /);
	expect(message).not.toContain("RingCentral's own words");
	expect(description).toMatch(/^(n8n|[A-Z]).*(\.|https:\/\/\S+)$/);
	// https://docs.n8n.io/integrations/creating-nodes/build/reference/error-handling/
	expect(`${message} ${description}`).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
});

it("keeps RingCentral's words, code and request id for a code that is not known", () => {
	const { message, description } = explain({
		statusCode: 400,
		errorCode: 'CMN-999',
		message: "RingCentral's own words",
		requestId: 'a1b2',
	});

	expect(message).toBe("RingCentral's own words");
	expect(description).toContain('code CMN-999, request a1b2');
});

describe('the explanation of a refusal', () => {
	it.each(refusals)('explains the cause and the remedy: %j', (refusal) => {
		const { message, description } = explain(refusal);

		expect(message).not.toBe('');
		expect(description).toMatch(/\.$|https:\/\/\S+$/);
		// https://docs.n8n.io/integrations/creating-nodes/build/reference/error-handling/
		expect(`${message} ${description}`).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
	});

	it('knows a call that is over', () => {
		expect(explain({ statusCode: 404, errorCode: 'CMN-102' }).message).toBe(
			'The call is over, or RingCentral does not know it',
		);
	});

	it('does not take every missing resource for a call', () => {
		const refusal = {
			statusCode: 404,
			errorCode: 'CMN-102',
			message: 'Resource for parameter [subscriptionId] is not found',
			parameterName: 'subscriptionId',
		};

		expect(explain(refusal).message).toBe('Resource for parameter [subscriptionId] is not found');
	});

	it('names a missing permission as the developer console does', () => {
		expect(explain({ statusCode: 403, permissionName: 'ReadPresence' }).message).toBe(
			"The app or the user lacks the permission 'Read Presence' in RingCentral",
		);
	});

	it.each([
		[404, /does not lead to this n8n.*N8N_WEBHOOK_URL.*path/],
		[405, /does not lead to this n8n/],
		[410, /does not lead to this n8n/],
		[401, /sign-in.*in front of n8n.*\/webhook\/ and \/webhook-test\//i],
		[300, /redirect in front of n8n.*\/webhook-test\//],
		[302, /redirect in front of n8n.*\/webhook-test\//],
		[403, /in front of n8n.*\/webhook-test\//],
		[407, /in front of n8n.*\/webhook-test\//],
		[400, /public address of n8n leads to this n8n/],
		[418, /public address of n8n leads to this n8n/],
		[500, /proxy in front of n8n cannot reach it/],
		[503, /proxy in front of n8n cannot reach it/],
	])('explains the status %i of the webhook address', (status, advice) => {
		const { message, description } = explain({
			statusCode: 400,
			errorCode: 'SUB-522',
			message: `WebHook responds with incorrect HTTP status. HTTP status is ${status}`,
		});

		expect(message).toContain(`status ${status}`);
		expect(description).toMatch(advice);
	});

	it('explains an invalid webhook address as unreachable', () => {
		const refusal = {
			statusCode: 400,
			errorCode: 'CMN-101',
			message: 'Parameter [deliveryMode.address] value is invalid',
			parameterName: 'deliveryMode.address',
		};

		expect(explain(refusal)).toEqual(explain({ statusCode: 400, errorCode: 'SUB-521' }));
	});

	it.each([
		['CMN-401', 'Call Control', /has not granted the permission 'Call Control'/, /support grants/],
		['CMN-401', 'CallControl', /has not granted the permission 'Call Control'/, /support grants/],
		[
			'CMN-401',
			'Read Accounts, WebSocket Subscriptions',
			/^The app lacks the permissions 'Read Accounts' and 'WebSockets Subscriptions'/,
			/developer console/,
		],
		[
			'CMN-408',
			'ReadPresence',
			/^The user lacks the permission 'Read Presence'/,
			/^(?!.*developer console).*administrator.*'Users', 'Roles'/,
		],
		['CMN-408', '', /^The user lacks a permission in/, /'Users', 'Roles'/],
		[
			'CMN-401',
			'CallControl, ReadPresence',
			/^The app lacks the permissions 'Call Control' and 'Read Presence'/,
			/'Call Control' cannot be switched on there/,
		],
		[
			'CMN-401',
			'ReadPresence',
			/^The app lacks the permission 'Read Presence'/,
			/^(?!.*cannot be switched on).*developer console/,
		],
		['CMN-419', 'CallControl', /has not granted the permission 'Call Control'/, /support grants/],
		[
			'CMN-419',
			'CallControl, ReadPresence',
			/^The app or the user lacks the permissions 'Call Control' and 'Read Presence'/,
			/developer console.*user's role/,
		],
	])(
		'explains for %s whether app or user lacks %s, and where to add it',
		(errorCode, permissionName, who, where) => {
			const { message, description } = explain({ statusCode: 403, errorCode, permissionName });

			expect(message).toMatch(who);
			expect(description).toMatch(where);
		},
	);

	it.each([
		['EditPresence', 'Edit Presence'],
		['ReadAccounts', 'Read Accounts'],
		['ReadCallLog', 'Read Call Log'],
		['ReadCallRecording', 'Read Call Recording'],
		['ReadMessages', 'Read Messages'],
		['RingOut', 'RingOut'],
		['SMS', 'SMS'],
		['SubscriptionWebhook', 'Webhook Subscriptions'],
		['SubscriptionWebSocket', 'WebSockets Subscriptions'],
		['WebSocket', 'WebSockets Subscriptions'],
		['WebSocketsSubscription', 'WebSockets Subscriptions'],
		['A New One', 'A New One'],
	])('names the permission %s as %s', (permissionName, name) => {
		expect(explain({ statusCode: 403, permissionName }).message).toBe(
			`The app or the user lacks the permission '${name}' in RingCentral`,
		);
	});

	it("keeps RingCentral's words about a permission", () => {
		const refusal = { statusCode: 403, permissionName: 'SMS', message: 'Not for trial accounts' };

		expect(explain(refusal).description).toMatch(/RingCentral says: Not for trial accounts$/);
		expect(explain({ ...refusal, message: undefined }).description).not.toMatch(/RingCentral says/);
	});

	it('points at the refused field, and names a request without a code', () => {
		const refusal = { statusCode: 400, parameterName: 'to', requestId: 'a1b2' };

		expect(explain(refusal)).toEqual({
			message: 'RingCentral refused the request (HTTP 400)',
			description:
				"RingCentral refused this request. It points at 'to'. For RingCentral's support: request a1b2.",
		});
	});

	it('takes no missing page for a call', () => {
		expect(explain({ statusCode: 404, errorCode: 'AGW-404' }).message).not.toMatch(/call/);
	});

	it.each([500, 502])('takes the status %i for a moment without RingCentral', (statusCode) => {
		expect(explain({ statusCode, mayHaveArrived: true })).toEqual({
			message: 'RingCentral is not available at the moment',
			description:
				"It is not known whether this was carried out. Look at the call with 'Get' before you repeat it.",
		});
	});

	it.each([
		[90, 'at least 90 seconds'],
		[600, 'at least 10 minutes'],
		[9_000, 'at least 3 hours'],
		[99_999_999, 'at least a year'],
		[Number.MAX_VALUE, 'at least a year'],
	])('names the time for a wait of %d seconds', (waitSeconds, time) => {
		expect(explain({ statusCode: 429, waitSeconds }).description).toContain(time);
	});

	it('distinguishes a command that may have been carried out from a command that was not', () => {
		expect(explain({ statusCode: 0, mayHaveArrived: true }).message).toContain('not known whether');
		expect(explain({ statusCode: 0, errorCode: 'ENOTFOUND' }).description).toContain(
			'Nothing was carried out',
		);
	});

	it.each<[string, Refusal, RegExp]>([
		['a revoked sign-in', { statusCode: 401 }, /no longer accepts the sign-in/],
		['a revoked token', { statusCode: 400, errorCode: 'OAU-213' }, /no longer accepts the sign-in/],
		[
			'a user or app without access',
			{ statusCode: 403, errorCode: 'OAU-123' },
			/does not let this user or this app in/,
		],
		[
			'a delayed sign-in',
			{ statusCode: 0, isSignInDelayed: true, waitSeconds: 30 },
			/sign-in at RingCentral could not be renewed.* Try again in 30 seconds/,
		],
		[
			'a delayed sign-in without a time',
			{ statusCode: 0, isSignInDelayed: true },
			/Try again in a minute/,
		],
		['an unreadable list', { statusCode: 0, unreadableStatus: 200 }, /answer cannot be read/],
		[
			'the page of a guest network',
			{ statusCode: 0, foreignStatus: 200 },
			/answer is not RingCentral's.*guest network.*\(HTTP 200\). Nothing was carried out/,
		],
		[
			'the page of a proxy in answer to a command',
			{ statusCode: 0, foreignStatus: 502, mayHaveArrived: true },
			/\(HTTP 502\). It is not known whether this was carried out/,
		],
		[
			'a redirect',
			{ statusCode: 0, foreignStatus: 307, redirectedTo: 'https://login.example.com/' },
			/redirected to https:\/\/login\.example\.com\/, and the sign-in was not sent there/,
		],
		[
			'a deletion without an answer',
			{ statusCode: 0, mayHaveArrived: true, isDeletion: true },
			/sent again, and no answer came to that either/,
		],
		[
			'a command without an answer',
			{ statusCode: 0, mayHaveArrived: true },
			/not sent again, because doing it twice could disturb the call/,
		],
		['a busy minute', { statusCode: 429 }, /Wait at least a minute/],
		[
			'a turn that did not come, for limits',
			{ statusCode: 429, gotNoTurn: true, waitSeconds: 40 },
			/more requests in a minute than RingCentral allows\. Wait at least 40 seconds/,
		],
		[
			'a turn that did not come, for slow answers',
			{ statusCode: 429, gotNoTurn: true },
			/has not answered earlier requests yet .* was not sent/,
		],
		['a wait of one second', { statusCode: 429, waitSeconds: 1 }, /at least 1 second,/],
		['a wait of two days', { statusCode: 429, waitSeconds: 172_800 }, /at least 2 days/],
		[
			'a webhook address with an unknown answer',
			{ statusCode: 400, errorCode: 'SUB-522' },
			/unexpected status/,
		],
	])('explains %s', (_, refusal, words) => {
		const { message, description } = explain(refusal);

		expect(`${message} ${description}`).toMatch(words);
	});

	it.each(['partyId', 'sessionId', 'telephonySessionId'])(
		'knows a call by its %s',
		(parameterName) => {
			expect(explain({ statusCode: 404, errorCode: 'TAS-101', parameterName }).message).toBe(
				'The call is over, or RingCentral does not know it',
			);
		},
	);

	it('takes an invalid parameter beside the webhook address for no unreachable webhook', () => {
		const refusal = { statusCode: 400, errorCode: 'CMN-101', parameterName: 'eventFilters' };

		expect(explain(refusal).message).not.toMatch(/webhook address/);
	});

	it('takes no permission for missing where the status is another', () => {
		expect(explain({ statusCode: 400, permissionName: 'ReadPresence' }).message).not.toMatch(
			/permission/,
		);
	});
});
