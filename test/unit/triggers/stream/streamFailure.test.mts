import {
	failureIn,
	failureOf,
	isUnreadableToken,
} from '../../../../nodes/RingCentralCallControl/triggers/stream/streamFailure.ts';
import { SocketEnd } from '../../../../nodes/RingCentralCallControl/transport/socket/eventSocket.ts';

describe('the failure of a stream', () => {
	it('is blamed on the network when the connection did not open', () => {
		const end = new SocketEnd({ statusCode: 0, message: 'the connection broke off' }, false);

		expect(failureOf(end)).toEqual({
			message: 'The connection to RingCentral did not come about',
			description: expect.stringMatching(/the connection broke off\. Check .* proxy/),
			isLasting: false,
		});
	});

	it('is temporary when a connection was lost', () => {
		const end = new SocketEnd({ statusCode: 0, message: 'RingCentral closed it' }, true);

		expect(failureOf(end)).toEqual({
			message: 'The connection to RingCentral was lost',
			description: 'The reason: RingCentral closed it.',
			isLasting: false,
		});
	});

	it("has RingCentral's code, and is explained as intended", () => {
		const refusal = { statusCode: 0, message: 'Absolute timeout expired', errorCode: 'WSG-903' };

		expect(failureOf(new SocketEnd(refusal, true))).toEqual({
			message: 'The connection to RingCentral was lost',
			description:
				'The reason: Absolute timeout expired (WSG-903). RingCentral closes every connection after a day.',
			isLasting: false,
		});
	});

	it('is not blamed on the network when RingCentral itself has answered', () => {
		const refusal = {
			statusCode: Number.NaN,
			message: 'Too many connections',
			errorCode: 'WSG-901',
			requestId: 'r-1',
		};

		expect(failureOf(new SocketEnd(refusal, false))).toEqual({
			message: 'RingCentral did not open the connection',
			description:
				"The reason: Too many connections (WSG-901). Try again in a minute. If it stays so, ask RingCentral's support and name the request r-1.",
			isLasting: false,
		});
	});

	it('is permanent when RingCentral does not allow the connection', () => {
		const refusal = { statusCode: 403, message: 'Feature is not available', errorCode: 'CMN-401' };

		expect(failureOf(new SocketEnd(refusal, false))).toMatchObject({ isLasting: true });
	});

	it('is temporary when the token of a connection has expired meanwhile', () => {
		const refusal = { statusCode: 401, message: 'Token expired' };

		expect(failureOf(new SocketEnd(refusal, false))).toMatchObject({ isLasting: false });
	});

	it('is permanent when it is an unknown error', () => {
		expect(failureOf(new TypeError('x is undefined'))).toMatchObject({
			message: 'x is undefined',
			isLasting: true,
		});
	});

	it('is temporary when the request behind it may pass later', () => {
		const thrown = {
			message: 'RingCentral could not be reached',
			description: 'Check the network.',
			context: { isPassing: true },
		};

		expect(failureOf(thrown)).toEqual({
			message: 'RingCentral could not be reached',
			description: 'Check the network.',
			isLasting: false,
		});
	});

	it.each([undefined, 'aborted', { message: '' }])('has no known reason: %j', (thrown) => {
		expect(failureOf(thrown)).toEqual({
			message: 'The connection to RingCentral stopped for an unknown reason',
			isLasting: true,
		});
	});

	it('is explained when RingCentral closes an idle connection', () => {
		const refusal = { statusCode: 0, message: 'Idle timeout expired', errorCode: 'WSG-902' };

		expect(failureOf(new SocketEnd(refusal, true)).description).toBe(
			'The reason: Idle timeout expired (WSG-902). RingCentral closes a connection that was idle.',
		);
	});

	it.each([
		{ statusCode: 503, message: 'Service unavailable' },
		{ statusCode: 0, message: 'Service unavailable', errorCode: 'WSG-901' },
	])('asks for no request where RingCentral has named none: %j', (refusal) => {
		expect(failureOf(new SocketEnd(refusal, false))).toMatchObject({
			message: 'RingCentral did not open the connection',
			description: expect.stringMatching(/ask RingCentral's support\.$/),
		});
	});
});

describe('a token that RingCentral cannot read', () => {
	it.each([
		[new SocketEnd({ statusCode: 0, errorCode: 'WSG-400' }, false), true],
		[new SocketEnd({ statusCode: 0, errorCode: 'WSG-400' }, true), false],
		[new SocketEnd({ statusCode: 0, errorCode: 'WSG-901' }, false), false],
		[new Error('WSG-400'), false],
	])('is told from other ends: %s', (thrown, expected) => {
		expect(isUnreadableToken(thrown)).toBe(expected);
	});
});

describe('an attempt', () => {
	it('has a failure when it was thrown, and none after a success', async () => {
		const lost = new SocketEnd({ statusCode: 0, message: 'RingCentral closed it' }, true);

		expect(await failureIn(Promise.resolve())).toBeUndefined();
		expect(await failureIn(Promise.reject(lost))).toMatchObject({ isLasting: false });
	});
});
