import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { readSettings, SettingRefused } from '../../../lab/accountCheck/settings.mts';

const environment = {
	RINGCENTRAL_CLIENT_ID: 'a-client',
	RINGCENTRAL_CLIENT_SECRET: 'a-client-secret',
	RINGCENTRAL_JWT: 'a.private.jwt',
};

/** The message of the refusal. */
function refusal(args: string[], env: NodeJS.ProcessEnv = environment): string {
	try {
		readSettings(args, env);
	} catch (reason) {
		expect(reason).toBeInstanceOf(SettingRefused);
		return reason instanceof Error ? reason.message : '';
	}
	throw new Error('Nothing was refused');
}

describe('settings of the account check', () => {
	it('come from the environment', () => {
		expect(readSettings([], environment)).toEqual({
			server: 'https://platform.ringcentral.com',
			clientId: 'a-client',
			clientSecret: 'a-client-secret',
			jwt: 'a.private.jwt',
			recordMinutes: undefined,
			sendsCommands: false,
			reportFile: 'account-check.md',
			captureFile: 'account-check.json',
		});
	});

	it('take the JWT from a file', () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'account-check-'));
		const file = path.join(folder, 'jwt');
		writeFileSync(file, 'another.private.jwt\n');
		try {
			expect(readSettings(['--jwt-file', file], environment).jwt).toBe('another.private.jwt');
			expect(readSettings([], { ...environment, RINGCENTRAL_JWT_FILE: file }).jwt).toBe(
				'another.private.jwt',
			);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	it('set the time of the recording and whether to send commands', () => {
		expect(readSettings(['--record', '30', '--commands'], environment)).toMatchObject({
			recordMinutes: 30,
			sendsCommands: true,
		});
	});

	it.each(['0', '-5', 'long', '241'])('refuse to record for %s minutes', (minutes) => {
		expect(refusal([`--record=${minutes}`])).toContain("'--record'");
	});

	it.each([
		'http://platform.ringcentral.com',
		'platform.ringcentral.com',
		'ftp://platform.ringcentral.com',
		'https://user:password@platform.ringcentral.com',
	])('send no secret to %s', (server) => {
		expect(refusal(['--server', server])).toContain("'--server'");
	});

	it('accept the own computer without encryption', () => {
		expect(readSettings(['--server', 'http://127.0.0.1:4010/'], environment).server).toBe(
			'http://127.0.0.1:4010',
		);
	});

	it.each(['RINGCENTRAL_CLIENT_ID', 'RINGCENTRAL_CLIENT_SECRET', 'RINGCENTRAL_JWT'])(
		'ask for %s where it is missing',
		(name) => {
			expect(refusal([], { ...environment, [name]: ' ' })).toContain(name);
		},
	);

	it('do not repeat input in the wrong place', () => {
		for (const args of [['--jwt', 'a.private.jwt'], ['a.private.jwt'], ['--jwt=a.private.jwt']]) {
			expect(refusal(args)).not.toContain('private');
		}
		expect(refusal([], { ...environment, RINGCENTRAL_JWT: 'a.private .jwt' })).not.toContain(
			'private',
		);
	});
});
