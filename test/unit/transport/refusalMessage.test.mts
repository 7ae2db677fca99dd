import type { Refusal } from '../../../nodes/RingCentralCallControl/transport/refusal.ts';
import { explain } from '../../../nodes/RingCentralCallControl/transport/refusalMessage.ts';

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
];

describe('the explanation of a refusal', () => {
	it.each(refusals)('says what happened and what to do: %j', (refusal) => {
		const { message, description } = explain(refusal);

		expect(message).not.toBe('');
		expect(description).toMatch(/\.$|https:\/\/\S+$/);
		// https://docs.n8n.io/integrations/creating-nodes/build/reference/error-handling/
		expect(`${message} ${description}`).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
	});

	it('knows a call that is over', () => {
		expect(explain({ statusCode: 404, errorCode: 'CMN-102' }).message).toBe(
			'The call is over, or this party is not part of it',
		);
	});

	it('does not take everything that is not there for a call', () => {
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

	it('tells a command that may have been carried out from one that was not', () => {
		expect(explain({ statusCode: 0, mayHaveArrived: true }).message).toContain('not known whether');
		expect(explain({ statusCode: 0, errorCode: 'ENOTFOUND' }).description).toContain(
			'Nothing was carried out',
		);
	});
});
