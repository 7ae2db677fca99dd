import {
	carriesSecret,
	newSecret,
	secretFrom,
} from '../../../../nodes/RingCentralCallControl/triggers/webhook/verification.ts';

describe('newSecret', () => {
	it('is new each time, and fits into a header', () => {
		const secrets = Array.from({ length: 100 }, newSecret);

		expect(new Set(secrets).size).toBe(100);
		for (const secret of secrets) expect(secret).toMatch(/^[\w-]{32}$/);
	});
});

describe('secretFrom', () => {
	const secret = secretFrom('client secret', 'workflow:node');

	it('is the same in every process of n8n, and fits into a header', () => {
		expect(secretFrom('client secret', 'workflow:node')).toBe(secret);
		expect(secret).toMatch(/^[\w-]{43}$/);
	});

	it('is different for another node, another app, and a test of the node', () => {
		const others = [
			secretFrom('client secret', 'workflow:other'),
			secretFrom('another client secret', 'workflow:node'),
			secretFrom('client secret', 'workflow:node:test'),
		];

		expect(new Set([secret, ...others]).size).toBe(4);
	});
});

describe('carriesSecret', () => {
	const secret = newSecret();

	it('finds the secret in the header that RingCentral sends', () => {
		expect(carriesSecret({ 'verification-token': secret }, secret)).toBe(true);
	});

	it('finds it in the other header that RingCentral’s documentation names', () => {
		expect(carriesSecret({ 'validation-token': secret }, secret)).toBe(true);
	});

	it.each([
		['no header', {}],
		['an empty header', { 'verification-token': '' }],
		['another secret', { 'verification-token': newSecret() }],
		['the beginning of the secret', { 'verification-token': secret.slice(0, -1) }],
		['more than the secret', { 'verification-token': `${secret}a` }],
		['two headers', { 'verification-token': [secret, secret] }],
		[
			'the secret in the second header beside another in the first',
			{ 'verification-token': newSecret(), 'validation-token': secret },
		],
	])('refuses %s', (_, headers) => {
		expect(carriesSecret(headers, secret)).toBe(false);
	});
});
