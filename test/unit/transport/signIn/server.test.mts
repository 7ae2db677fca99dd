import { runInNewContext } from 'node:vm';

import fc from 'fast-check';

import {
	mediaServerOf,
	serverOf,
} from '../../../../nodes/RingCentralCallControl/transport/signIn/server.ts';
import { serverExpression } from '../../../../nodes/RingCentralCallControl/descriptions/server.ts';

const good: Array<[object, string]> = [
	[{ server: 'production' }, 'https://platform.ringcentral.com'],
	[{ server: 'officeAtHand' }, 'https://platform.ringcentral.biz'],
	[{}, 'https://platform.ringcentral.com'],
	[
		{ server: 'custom', customServer: 'https://platform.example.com' },
		'https://platform.example.com',
	],
	[
		{ server: 'custom', customServer: ' https://platform.example.com// ' },
		'https://platform.example.com',
	],
	[{ server: 'custom', customServer: 'http://localhost:4010' }, 'http://localhost:4010'],
	[{ server: 'custom', customServer: 'http://127.0.0.1:4010/' }, 'http://127.0.0.1:4010'],
	[{ server: 'custom', customServer: 'http://[::1]:4010' }, 'http://[::1]:4010'],
	[
		{ server: 'custom', customServer: 'https://platform.example.com/partner/?a=b#c' },
		'https://platform.example.com/partner',
	],
	[
		{ server: 'custom', customServer: 'https://platform.example.com?to=http://example.com/' },
		'https://platform.example.com',
	],
	[
		{ server: 'production', customServer: 'http://example.com' },
		'https://platform.ringcentral.com',
	],
];

const refused: Array<[string | undefined, string]> = [
	['', 'is empty'],
	['   ', 'is empty'],
	[undefined, 'is empty'],
	['platform.example.com', 'is not an address'],
	['http://platform.example.com', 'has to start with https://'],
	['http://127.0.0.1.example.com', 'has to start with https://'],
	['http://localhost.example.com', 'has to start with https://'],
	['http://localhost@example.com', 'has to start with https://'],
	['ftp://localhost', 'has to start with https://'],
	['https://somebody@platform.example.com', 'holds a user name'],
	['https://:secret@platform.example.com', 'holds a user name'],
];

/** The value of the expression in n8n. */
function evaluated(credential: object): string {
	const expression = serverExpression('$self').replace(/^=\{\{|\}\}$/g, '');
	return String(runInNewContext(expression, { $self: credential }));
}

describe('the server of a credential', () => {
	it.each(good)('%j is %s', (credential, server) => {
		expect(serverOf(credential)).toBe(server);
	});

	it.each(refused)('refuses the custom server %s, naming the field', (customServer, complaint) => {
		expect(() => serverOf({ server: 'custom', customServer })).toThrow(
			`'Custom Server URL' of the credential ${complaint}`,
		);
	});

	it.each(refused)(
		'becomes an invalid address in the expression when it is refused: %s',
		(customServer) => {
			expect(evaluated({ server: 'custom', customServer })).toBe(
				'https://check-custom-server-url.invalid',
			);
		},
	);

	it('comes out of the expression unchanged or not at all, for any text', () => {
		const typed = fc.oneof(
			fc.webUrl({ withQueryParameters: true, withFragments: true }),
			fc.string(),
			fc
				.tuple(
					fc.constantFrom('http', 'https', 'HTTP', 'ftp', 'http:', 'https:\\', ' http'),
					fc.constantFrom('://', ':/', ':\\\\', '://user@', '://a:b@', ':///'),
					fc.constantFrom('localhost', '127.0.0.1', '127.1', '[::1]', 'example.com', '10.0.0.1'),
					fc.constantFrom(
						'',
						'.example.com',
						':80',
						'@example.com',
						'\\example.com',
						'/x',
						'?x',
						'#',
					),
				)
				.map((parts) => parts.join('')),
		);
		fc.assert(
			fc.property(typed, (customServer) => {
				const credential = { server: 'custom', customServer };
				const address = evaluated(credential);
				if (address === 'https://check-custom-server-url.invalid') return;
				expect(URL.canParse(address) ? new URL(address).origin : address).toBe(
					new URL(serverOf(credential)).origin,
				);
			}),
			{ numRuns: 2_000 },
		);
	});

	it.each(good)('is the same in the expression that n8n evaluates: %j', (credential, server) => {
		expect(evaluated(credential)).toBe(server);
	});
});

describe('the host of recordings', () => {
	it.each([
		['production', '', 'https://media.ringcentral.com'],
		['officeAtHand', '', 'https://media.ringcentral.biz'],
		['custom', 'http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
		['custom', 'https://platform.example.com', 'https://platform.example.com'],
	])('belongs to the server %s %s', (server, customServer, expected) => {
		expect(mediaServerOf({ server, customServer })).toBe(expected);
	});
});
