import type { INodeCredentialDescription } from 'n8n-workflow';

/** The credential of each choice in 'Authentication'. */
export const chosenCredentials: INodeCredentialDescription[] = [
	{
		name: 'ringCentralOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
	{
		name: 'ringCentralJwtApi',
		required: true,
		displayOptions: { show: { authentication: ['jwt'] } },
	},
];
