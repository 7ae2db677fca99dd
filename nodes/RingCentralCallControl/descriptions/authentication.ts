import type { INodeProperties } from 'n8n-workflow';

/** The node's sign-in method; `transport` reads the choice from the node itself. */
export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'A person signs in to RingCentral in the browser',
		},
		{
			name: 'JWT',
			value: 'jwt',
			description: "With a key made in RingCentral's developer console; nobody has to sign in",
		},
	],
	default: 'oAuth2',
};
