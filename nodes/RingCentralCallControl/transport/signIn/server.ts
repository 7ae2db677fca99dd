import { UserError } from 'n8n-workflow';

import { isLoopback } from './loopback';

const PRODUCTION = 'https://platform.ringcentral.com';

/** AT&T Office@Hand and Verizon: https://developers.ringcentral.com/guide/basics/production */
const OFFICE_AT_HAND = 'https://platform.ringcentral.biz';

const MEDIA_HOSTS: Record<string, string> = {
	[PRODUCTION]: 'https://media.ringcentral.com',
	// Assumption MEDIA-HOST: as for the platform. RingCentral documents only the other host.
	[OFFICE_AT_HAND]: 'https://media.ringcentral.biz',
};

/**
 * The address of the platform that a credential has chosen, without a trailing slash.
 *
 * @throws UserError naming 'Custom Server URL' when it is not an address, or would send the credential
 * unencrypted to another computer.
 */
export function serverOf(credential: { server?: unknown; customServer?: unknown }): string {
	if (credential.server === 'officeAtHand') return OFFICE_AT_HAND;
	if (credential.server === 'custom') return customServerOf(credential.customServer);
	return PRODUCTION;
}

/**
 * The address of the audio of recordings. A custom server keeps it itself.
 * https://developers.ringcentral.com/api-reference/Call-Recordings/readCallRecordingContent
 */
export function mediaServerOf(credential: { server?: unknown; customServer?: unknown }): string {
	const server = serverOf(credential);
	return MEDIA_HOSTS[server] ?? server;
}

function customServerOf(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') {
		throw new UserError(
			"'Custom Server URL' of the credential is empty. Enter the address of the platform, e.g. https://platform.example.com, or choose another 'Server'.",
		);
	}
	if (!URL.canParse(text)) {
		throw new UserError(
			"'Custom Server URL' of the credential is not an address. It looks like https://platform.example.com.",
		);
	}
	const { protocol, hostname, origin, password, pathname, username } = new URL(text);
	if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) {
		throw new UserError(
			"'Custom Server URL' of the credential has to start with https://, so that nobody can read the sign-in on its way. Only an address on this computer, such as http://localhost:4010, may do without.",
		);
	}
	if (username !== '' || password !== '') {
		throw new UserError(
			"'Custom Server URL' of the credential holds a user name. Enter the address alone, e.g. https://platform.example.com.",
		);
	}
	return `${origin}${pathname}`.replace(/\/+$/, '');
}
