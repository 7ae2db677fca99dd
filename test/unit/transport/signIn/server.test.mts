import { runInNewContext } from 'node:vm';

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
		{ server: 'production', customServer: 'http://example.com' },
		'https://platform.ringcentral.com',
	],
];

describe('the server of a credential', () => {
	it.each(good)('%j is %s', (credential, server) => {
		expect(serverOf(credential)).toBe(server);
	});

	it.each([
		['', 'is empty'],
		['   ', 'is empty'],
		[undefined, 'is empty'],
		['platform.example.com', 'is not an address'],
		['http://platform.example.com', 'has to start with https://'],
		['http://127.0.0.1.example.com', 'has to start with https://'],
		['ftp://localhost', 'has to start with https://'],
		['https://somebody@platform.example.com', 'holds a user name'],
	])('refuses the custom server %s, naming the field', (customServer, complaint) => {
		expect(() => serverOf({ server: 'custom', customServer })).toThrow(
			`'Custom Server URL' of the credential ${complaint}`,
		);
	});

	it.each(good)('is the same in the expression that n8n evaluates: %j', (credential, server) => {
		const expression = serverExpression('$self').replace(/^=\{\{|\}\}$/g, '');

		expect(runInNewContext(expression, { $self: credential })).toBe(server);
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
