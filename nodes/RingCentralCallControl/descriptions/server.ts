import type { INodeProperties } from 'n8n-workflow';

/** Which RingCentral platform an account lives on; the same two fields in both credentials. */
export const serverProperties: INodeProperties[] = [
	{
		displayName: 'Server',
		name: 'server',
		type: 'options',
		options: [
			{
				name: 'RingCentral',
				value: 'production',
				description: 'RingCentral itself and partners such as Avaya, BT and TELUS',
			},
			{
				name: 'AT&T Office@Hand or Verizon',
				value: 'officeAtHand',
				description: 'Accounts on platform.ringcentral.biz',
			},
			{
				name: 'Custom',
				value: 'custom',
				description: 'Another platform of a partner, or the simulator of this package',
			},
		],
		default: 'production',
		description: 'The platform that the RingCentral account lives on',
	},
	{
		displayName: 'Custom Server URL',
		name: 'customServer',
		type: 'string',
		displayOptions: { show: { server: ['custom'] } },
		default: '',
		required: true,
		placeholder: 'e.g. https://platform.example.com',
		description:
			'Address of the platform, starting with https://. Only addresses on this computer (localhost) may start with http://.',
	},
];

/**
 * The same choice as `serverOf` in transport, as the expression that n8n's own fields and the
 * credential test need. `fields` is how the credential's fields are reached there.
 */
export const serverExpression = (fields: '$self' | '$credentials'): string =>
	`={{ ({ officeAtHand: "https://platform.ringcentral.biz", custom: (${fields}["customServer"] || "").trim().replace(/\\/+$/, "") })[${fields}["server"]] ?? "https://platform.ringcentral.com" }}`;
