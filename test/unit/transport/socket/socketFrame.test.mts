import { socketFrameOf } from '../../../../nodes/RingCentralCallControl/transport/socket/socketFrame.ts';

const meta = { type: 'ServerNotification', messageId: '2661273919712564939', status: 200 };

describe('a frame of the WebSocket protocol', () => {
	it('is a JSON array of meta data and a body', () => {
		const text = JSON.stringify([
			{ ...meta, headers: { RCRequestId: '265348d0' }, wsc: { token: 'abc', sequence: 3 } },
			{ uuid: '2661273919712564939' },
		]);

		expect(socketFrameOf(text)).toEqual({
			type: 'ServerNotification',
			messageId: '2661273919712564939',
			status: 200,
			headers: { RCRequestId: '265348d0' },
			recoveryToken: 'abc',
			body: { uuid: '2661273919712564939' },
		});
	});

	it('may have no body', () => {
		expect(socketFrameOf(JSON.stringify([{ type: 'Heartbeat', messageId: '1' }]))).toMatchObject({
			type: 'Heartbeat',
			body: undefined,
		});
	});

	it.each([
		['a frame that is not text', new ArrayBuffer(8)],
		['a frame that is not a JSON array', 'hello'],
		['a frame that is not a JSON array', '{"type":"Heartbeat"}'],
		['a frame that is not a JSON array', '[{"type":"Error"},--Boundary'],
		['a frame that is not a JSON array', 'null'],
		['a frame that does not say what it is', '[]'],
		['a frame that does not say what it is', '[1,2,3]'],
		['a frame that does not say what it is', '[{"messageId":"1"},{}]'],
		['a frame of 5000000 characters', ' '.repeat(5_000_000)],
	])('is distinguished from %s', (words, data) => {
		expect(socketFrameOf(data)).toBe(words);
	});
});
