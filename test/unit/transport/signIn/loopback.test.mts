import { isLoopback } from '../../../../nodes/RingCentralCallControl/transport/signIn/loopback.ts';

describe('isLoopback', () => {
	it.each([
		'http://localhost:4010',
		'http://127.0.0.1:4010',
		'http://127.1.2.3',
		'http://[::1]:80',
	])('counts %s as this computer', (address) => {
		expect(isLoopback(new URL(address).hostname)).toBe(true);
	});

	it.each([
		'http://127.example.com',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://10.0.0.1',
		'http://0.0.0.0',
		'http://[::2]',
	])('does not count %s', (address) => {
		expect(isLoopback(new URL(address).hostname)).toBe(false);
	});
});
