import fc from 'fast-check';

import {
	isWrongState,
	redirectTarget,
	refusalOf,
} from '../../../../nodes/RingCentralCallControl/transport/http/refusal.ts';

describe('a refusal of RingCentral', () => {
	it('is read from the list of errors', () => {
		const refusal = refusalOf(
			400,
			{
				errors: [
					{
						errorCode: 'CMN-101',
						message: 'Parameter [extensionId] value is invalid',
						parameterName: 'extensionId',
					},
				],
			},
			'request-1',
		);

		expect(refusal).toMatchObject({
			statusCode: 400,
			errorCode: 'CMN-101',
			message: 'Parameter [extensionId] value is invalid',
			parameterName: 'extensionId',
			requestId: 'request-1',
		});
	});

	it('is read from the top level, which call control alone may send', () => {
		expect(refusalOf(409, { errorCode: 'TAS-102', message: 'Incorrect State' })).toMatchObject({
			errorCode: 'TAS-102',
			message: 'Incorrect State',
		});
	});

	it('prefers the list, because the top level is kept for old clients only', () => {
		const body = { errorCode: 'InvalidParameter', errors: [{ errorCode: 'CMN-101' }] };

		expect(refusalOf(400, body).errorCode).toBe('CMN-101');
	});

	it("is read in OAuth's form", () => {
		const body = { error: 'invalid_grant', error_description: 'Token revoked' };

		expect(refusalOf(400, body)).toMatchObject({
			errorCode: 'invalid_grant',
			message: 'Token revoked',
		});
	});

	it.each([
		[{ errors: [{ errorCode: 'CMN-408', permissionName: 'ReadPresence' }] }, 'ReadPresence'],
		[
			{
				message:
					'In order to call this API endpoint, application needs to have [CallControl] permission',
			},
			'CallControl',
		],
		[
			{
				message:
					'In order to call this API endpoint, application needs to have [Call Control] permission',
			},
			'Call Control',
		],
		[
			{
				message:
					'In order to call this API endpoint, application needs to have [Read Accounts, WebSocket Subscriptions] permission',
			},
			'Read Accounts, WebSocket Subscriptions',
		],
		[
			{
				message:
					'In order to call this API endpoint, user needs to have [ReadPresence] permission for requested resource',
			},
			'ReadPresence',
		],
	])('names the missing permission: %j', (body, permissionName) => {
		expect(refusalOf(403, body).permissionName).toBe(permissionName);
	});

	it('is read from any body', () => {
		fc.assert(
			fc.property(fc.anything(), (body) => {
				expect(refusalOf(502, body).statusCode).toBe(502);
			}),
		);
	});
});

describe('a refusal for the state of the call', () => {
	it.each([
		[409, 'Incorrect State', true],
		[409, undefined, true],
		[403, 'Incorrect State [WrongState]', true],
		[403, 'incorrect state', true],
		[403, 'Insufficient permissions', false],
		[403, undefined, false],
		[400, 'Incorrect State', false],
	])('with %s and "%s": %s', (statusCode, message, expected) => {
		expect(isWrongState({ statusCode, message })).toBe(expected);
	});
});

describe('the target of a redirect', () => {
	it.each([
		['https://login.example.com/guest?token=secret#top', 'https://login.example.com/guest'],
		['/maintenance', 'https://platform.ringcentral.com/maintenance'],
		['', 'another address'],
		[undefined, 'another address'],
		['https://[', 'another address'],
	])('of the location %j is %s', (location, target) => {
		expect(redirectTarget(location, 'https://platform.ringcentral.com')).toBe(target);
	});
});
