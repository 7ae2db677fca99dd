import { obstacleIn } from '../../../../nodes/RingCentralCallControl/triggers/stream/obstacle.ts';
import { SocketEnd } from '../../../../nodes/RingCentralCallControl/transport/socket/eventSocket.ts';

describe('why a stream does not flow', () => {
	it('is something on the way when the connection did not come about', () => {
		const end = new SocketEnd({ statusCode: 0, message: 'the connection broke off' }, false);

		expect(obstacleIn(end)).toEqual({
			message: 'The connection to RingCentral did not come about',
			description: expect.stringMatching(/the connection broke off\. Check .* proxy/),
			isLasting: false,
		});
	});

	it('passes when a connection was lost', () => {
		const end = new SocketEnd({ statusCode: 0, message: 'RingCentral closed it' }, true);

		expect(obstacleIn(end)).toEqual({
			message: 'The connection to RingCentral was lost',
			description: 'The reason: RingCentral closed it.',
			isLasting: false,
		});
	});

	it('lasts when RingCentral does not allow the connection', () => {
		const refusal = { statusCode: 403, message: 'Feature is not available', errorCode: 'CMN-401' };

		expect(obstacleIn(new SocketEnd(refusal, false))).toMatchObject({ isLasting: true });
	});

	it('passes when the token of a connection has expired meanwhile', () => {
		const refusal = { statusCode: 401, message: 'Token expired' };

		expect(obstacleIn(new SocketEnd(refusal, false))).toMatchObject({ isLasting: false });
	});

	it('lasts when nobody expected it', () => {
		expect(obstacleIn(new TypeError('x is undefined'))).toMatchObject({ isLasting: true });
	});
});
