import { failureOf } from '../../../../nodes/RingCentralCallControl/triggers/stream/streamFailure.ts';
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
		expect(failureOf(new TypeError('x is undefined'))).toMatchObject({ isLasting: true });
	});
});
