import axios, { type AxiosInstance } from 'axios';

import { application, jwtCredential } from '../../simulator/account.mts';

export const applicationAuth = {
	username: application.clientId,
	password: application.clientSecret,
};

/** Never throws for a status, because tests check it. */
export function createClient(baseURL: string, headers: Record<string, string> = {}): AxiosInstance {
	return axios.create({ baseURL, headers, validateStatus: () => true, maxRedirects: 0 });
}

export interface Token {
	access_token: string;
	refresh_token: string;
	session_id: string;
}

/** Posts a form to the token endpoint as the simulated application. */
export async function requestToken(
	url: string,
	form: Record<string, string>,
	auth: { username: string; password: string } | undefined = applicationAuth,
) {
	return await createClient(url).post(
		'/restapi/oauth/token',
		new URLSearchParams(form).toString(),
		auth ? { auth } : {},
	);
}

export const jwtForm = {
	grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
	assertion: jwtCredential,
};

/** A client of RingCentral's API, signed in as Reception. */
export async function signIn(url: string): Promise<AxiosInstance> {
	const { data, status } = await requestToken(url, jwtForm);
	if (status !== 200) throw new Error(`Sign-in refused: ${JSON.stringify(data)}`);
	return createClient(url, { Authorization: `Bearer ${String(data.access_token)}` });
}

export const sessionsFilter = '/restapi/v1.0/account/~/telephony/sessions';

export function webhook(address: string, eventFilters = [sessionsFilter], more: object = {}) {
	return {
		eventFilters,
		deliveryMode: { transportType: 'WebHook', address },
		expiresIn: 3600,
		...more,
	};
}
