import type {
	Icon,
	IDataObject,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { textOf } from '../nodes/RingCentralCallControl/calls/events/unknown';
import {
	serverExpression,
	serverProperties,
} from '../nodes/RingCentralCallControl/descriptions/server';
import {
	isFromFields,
	signInWithJwt,
} from '../nodes/RingCentralCallControl/transport/signIn/jwtSignIn';

/**
 * n8n copies the credential for each request. `used`: copies that n8n has passed to `authenticate`;
 * `tested`: copies in a test of the credential.
 */
const used = new WeakSet<object>();
const tested = new WeakSet<object>();

const REDIRECTED =
	"RingCentral does not redirect, so the sign-in was not sent on. Check 'Server' and the network of n8n: a proxy, a guest network or a maintenance page may have answered instead.";

export class RingCentralJwtApi implements ICredentialType {
	name = 'ringCentralJwtApi';

	displayName = 'RingCentral JWT API';

	icon: Icon = {
		light: 'file:../icons/ringCentralCallControl.svg',
		dark: 'file:../icons/ringCentralCallControl.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-ringcentral-call-control/n8n-nodes-ringcentral-call-control#connecting-with-a-jwt';

	properties: INodeProperties[] = [
		...serverProperties,
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description:
				"Client ID of the app, from its 'Credentials' page in RingCentral's developer console",
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"Client secret of the app, from its 'Credentials' page in RingCentral's developer console",
		},
		{
			displayName: 'JWT',
			name: 'jwtToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"The JWT credential of the user to act as, made in RingCentral's developer console under 'Credentials'",
		},
		{
			// n8n stores the access token here, and replaces it after a refusal by RingCentral.
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			// Continues the session when the access token has expired.
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			// A digest of the fields behind the tokens: an edited credential signs in anew.
			displayName: 'Token Source',
			name: 'tokenSource',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	];

	/**
	 * n8n calls it without an access token, after a refusal (401), and in a test of the credential, and
	 * stores the result. A test is recognized by an access token that RingCentral has not refused yet. It
	 * runs with the typed fields, which may differ from the stored fields. So its result is empty, for n8n
	 * to store no tokens, and the copy in the test gets them instead.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const isTest = credentials.accessToken !== '' && !used.has(credentials);
		if (isTest && isFromFields(credentials)) return {};
		if (isTest) tested.add(credentials);
		const session = await signInWithJwt(this.helpers.httpRequest, credentials);
		if (!tested.has(credentials)) return session;
		Object.assign(credentials, session);
		return {};
	}

	/**
	 * A function and not an expression: n8n evaluates expressions in an isolate, which a trigger has only
	 * during activation, and the stream trigger sends requests long after.
	 *
	 * The token of other fields is left out: RingCentral then refuses the request, and n8n gets a new
	 * token.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		used.add(credentials);
		const accessToken = textOf(credentials.accessToken);
		if (accessToken === undefined || !isFromFields(credentials)) return request;
		return {
			...request,
			headers: { ...request.headers, Authorization: `Bearer ${accessToken}` },
		};
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: serverExpression('$credentials'),
			url: '/restapi/v1.0/account/~/extension/~',
			disableFollowRedirect: true,
		},
		rules: [
			...[301, 302, 303, 307, 308].map((value) => ({
				type: 'responseCode' as const,
				properties: { value, message: REDIRECTED },
			})),
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						"The sign-in succeeds, but the permission 'Read Accounts' is missing. Add it to the app in RingCentral's developer console, or let the administrator add it to the user's role, then test again.",
				},
			},
		],
	};
}
