import type { IDataObject } from 'n8n-workflow';

import {
	chosenAccount,
	type RequestContext,
} from '../../../../nodes/RingCentralCallControl/transport/signIn/account.ts';
import { triggerContext } from '../../../harness/triggerContext.mts';

const jwt = {
	server: 'custom',
	customServer: 'https://one.example.com',
	clientId: 'app',
	clientSecret: 'secret of the app',
	jwtToken: 'secret of the user',
};

/** The account behind a credential with these fields. */
async function accountOf(fields: IDataObject) {
	const context: RequestContext = triggerContext('https://one.example.com');
	Object.assign(context, { getCredentials: async () => await Promise.resolve(fields) });
	// Each context has a credential with an ID of its own.
	const { identity, user } = await chosenAccount(context);
	return { user, identity: identity.replace(/^\["[^"]*"/, '["id"') };
}

describe('the identity of an account', () => {
	it('is the same for the same server, app and user', async () => {
		expect(await accountOf(jwt)).toEqual(await accountOf({ ...jwt, clientSecret: 'changed' }));
	});

	it.each([
		{ customServer: 'https://two.example.com' },
		{ clientId: 'another app' },
		{ jwtToken: 'secret of another user' },
	])('is different with %j', async (changes) => {
		const { identity } = await accountOf(jwt);

		expect((await accountOf({ ...jwt, ...changes })).identity).not.toBe(identity);
	});

	it('is different when another user has connected it with OAuth2', async () => {
		const connectedBy = async (owner_id?: string) => {
			const oauthTokenData = { owner_id, access_token: 'secret' };
			return await accountOf({ ...jwt, jwtToken: undefined, oauthTokenData });
		};
		const first = await connectedBy('37439511');

		expect((await connectedBy('37439512')).identity).not.toBe(first.identity);
		expect(first.user).toBe('37439511');
		expect((await connectedBy()).user).toBeUndefined();
	});

	it('holds no secret', async () => {
		expect((await accountOf(jwt)).identity).not.toContain('secret');
	});
});
