import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** The settings of a run. */
export interface Settings {
	/** Without a slash at the end. */
	server: string;
	clientId: string;
	clientSecret: string;
	jwt: string;
	/** Length of the recording of calls; undefined: no recording. */
	recordMinutes?: number;
	sendsCommands: boolean;
	reportFile: string;
	captureFile: string;
}

/** The command line, the environment or a file is unusable; the message names the remedy. */
export class SettingRefused extends Error {}

const USUAL_SERVER = 'https://platform.ringcentral.com';
const LONGEST_RECORDING = 240;

/**
 * @param args of the command line
 * @param environment RINGCENTRAL_CLIENT_ID, RINGCENTRAL_CLIENT_SECRET, RINGCENTRAL_JWT or RINGCENTRAL_JWT_FILE,
 * and RINGCENTRAL_SERVER
 * @throws SettingRefused
 */
export function readSettings(args: string[], environment: NodeJS.ProcessEnv): Settings {
	const values = readOptions(args);
	return {
		server: serverOf(values.server ?? environment['RINGCENTRAL_SERVER'] ?? USUAL_SERVER),
		clientId: required(environment, 'RINGCENTRAL_CLIENT_ID'),
		clientSecret: required(environment, 'RINGCENTRAL_CLIENT_SECRET'),
		jwt: jwtOf(values['jwt-file'] ?? environment['RINGCENTRAL_JWT_FILE'], environment),
		recordMinutes: values.record === undefined ? undefined : minutesOf(values.record),
		sendsCommands: values.commands,
		reportFile: values.report,
		captureFile: values.capture,
	};
}

function readOptions(args: string[]) {
	try {
		return parseArgs({
			args,
			options: {
				server: { type: 'string' },
				'jwt-file': { type: 'string' },
				record: { type: 'string' },
				commands: { type: 'boolean', default: false },
				report: { type: 'string', default: 'account-check.md' },
				capture: { type: 'string', default: 'account-check.json' },
			},
		}).values;
	} catch {
		// Node's message would repeat the input, which may be a token.
		throw new SettingRefused(
			'This cannot be read. The options are --record MINUTES, --commands, --jwt-file FILE, --server URL, --report FILE and --capture FILE. A JWT is never given in the command line, where others see it.',
		);
	}
}

/** Plain http carries the secret unencrypted, so it is allowed to this computer only. */
function serverOf(text: string): string {
	const url = URL.parse(text);
	const isOwnComputer = ['127.0.0.1', 'localhost', '[::1]'].includes(url?.hostname ?? '');
	const isAllowed =
		url?.protocol === 'https:' || (url?.protocol === 'http:' && isOwnComputer) || false;
	if (!url || !isAllowed || url.username !== '' || url.password !== '') {
		throw new SettingRefused(
			"'--server' is not a usable address. Give one that begins with https://, such as https://platform.ringcentral.com",
		);
	}
	return url.origin;
}

function required(environment: NodeJS.ProcessEnv, name: string): string {
	const value = environment[name]?.trim() ?? '';
	if (value === '') {
		throw new SettingRefused(
			`${name} is not set. Copy the value from your app in RingCentral's developer console into this environment variable.`,
		);
	}
	return value;
}

function jwtOf(file: string | undefined, environment: NodeJS.ProcessEnv): string {
	const jwt = (file === undefined ? environment['RINGCENTRAL_JWT'] : contentOf(file))?.trim() ?? '';
	if (jwt === '') {
		throw new SettingRefused(
			'There is no JWT. Save it in a file and name that with --jwt-file, or set RINGCENTRAL_JWT.',
		);
	}
	if (/\s/.test(jwt)) {
		throw new SettingRefused(
			"The JWT holds a space or a line break. Copy it again in one piece from RingCentral's developer console.",
		);
	}
	return jwt;
}

function contentOf(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		throw new SettingRefused('The file with the JWT cannot be read. Check --jwt-file.');
	}
}

function minutesOf(text: string): number {
	const minutes = Number(text);
	if (!(minutes > 0) || minutes > LONGEST_RECORDING) {
		throw new SettingRefused(
			`'--record' takes minutes, more than 0 and at most ${LONGEST_RECORDING}, such as --record 30`,
		);
	}
	return minutes;
}
