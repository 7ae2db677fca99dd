import axios, { type AxiosInstance } from 'axios';

import { application, jwtCredential } from '../../simulator/account.mts';
import type { RunningSimulator } from './simulator.mts';

/** A client for RingCentral's API under /restapi/v1.0, signed in as Reception. */
export async function signedIn({ url }: RunningSimulator): Promise<AxiosInstance> {
	const { data } = await axios.post<{ access_token: string }>(
		`${url}/restapi/oauth/token`,
		new URLSearchParams({
			grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
			assertion: jwtCredential,
		}),
		{ auth: { username: application.clientId, password: application.clientSecret } },
	);
	return axios.create({
		baseURL: `${url}/restapi/v1.0`,
		headers: { Authorization: `Bearer ${data.access_token}` },
	});
}
