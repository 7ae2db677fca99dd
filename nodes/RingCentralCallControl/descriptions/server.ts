import type { INodeProperties } from 'n8n-workflow';

/** The RingCentral platform of an account; both credentials have these two fields. */
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
 * Origin and path of an address that `serverOf` in transport accepts: https, or http on this computer.
 * No `URL`, which n8n's expressions do not know.
 */
const USABLE_ADDRESS = [
	'^(https:\\/\\/(?:[a-z0-9._-]+|\\[[0-9a-f:.]+\\])(?::\\d{1,5})?',
	'|http:\\/\\/(?:localhost|127(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1\\])(?::\\d{1,5})?)',
	'((?:\\/[^?#\\\\\\s]*?)??)\\/*(?:[?#].*)?$',
].join('');

/** Replaces an unusable address, and says so. No computer can have this name: RFC 6761. */
const UNUSABLE = 'https://check-custom-server-url.invalid';

/**
 * The choice of `serverOf` in transport, as an expression for n8n's own fields and the credential
 * test. `fields` is the name of the credential's fields in the expression. The client secret goes
 * to the resulting address, so the expression never returns an address that `serverOf` refuses.
 */
export const serverExpression = (fields: '$self' | '$credentials'): string => {
	const text = `String(${fields}["customServer"] || "").trim()`;
	const pattern = `/${USABLE_ADDRESS}/i`;
	const custom = `(${pattern}.test(${text}) ? ${text}.replace(${pattern}, "$1$2") : "${UNUSABLE}")`;
	return `={{ ({ officeAtHand: "https://platform.ringcentral.biz", custom: ${custom} })[${fields}["server"]] ?? "https://platform.ringcentral.com" }}`;
};
