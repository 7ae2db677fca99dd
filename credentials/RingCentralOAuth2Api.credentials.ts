import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import {
	serverExpression,
	serverProperties,
} from '../nodes/RingCentralCallControl/descriptions/server';

export class RingCentralOAuth2Api implements ICredentialType {
	name = 'ringCentralOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'RingCentral OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/ringCentralCallControl.svg',
		dark: 'file:../icons/ringCentralCallControl.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-ringcentral-call-control/n8n-nodes-ringcentral-call-control#connecting-with-oauth2';

	properties: INodeProperties[] = [
		...serverProperties,
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `${serverExpression('$self')}/restapi/oauth/authorize`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `${serverExpression('$self')}/restapi/oauth/token`,
		},
		{
			// An app's permissions are set in RingCentral's developer console, not per sign-in:
			// https://developers.ringcentral.com/guide/authentication/auth-code-flow
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			// No "prompt": RingCentral's single sign-on page does not accept all its values.
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			// RingCentral takes the client's secret in the Basic header only.
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'header',
		},
	];
}
