import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import {
	serverExpression,
	serverProperties,
} from '../nodes/RingCentralCallControl/descriptions/server';
import { signInWithJwt } from '../nodes/RingCentralCallControl/transport/signIn/jwtSignIn';

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
			// n8n keeps the access token here and asks for a new one when RingCentral refuses it.
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return { accessToken: await signInWithJwt(this.helpers.httpRequest, credentials) };
	}

	/**
	 * A function and not an expression: n8n evaluates expressions in an isolate that a trigger has only
	 * while it is being activated, and the stream trigger sends requests long after.
	 */
	async authenticate(
		{ accessToken }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return {
			...request,
			headers: { ...request.headers, Authorization: `Bearer ${String(accessToken)}` },
		};
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: serverExpression('$credentials'),
			url: '/restapi/v1.0/account/~/extension/~',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						"The app lacks the permission 'Read Accounts'. Add it to the app in RingCentral's developer console, then connect again.",
				},
			},
		],
	};
}
