import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { getExtensions } from './methods/getExtensions';
import { receive } from './subscription/delivery';
import { isSubscribed, subscribe, unsubscribe } from './subscription/lifecycle';

export class RingCentralCallControlTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RingCentral Call Control Trigger',
		name: 'ringCentralCallControlTrigger',
		icon: {
			light: 'file:../../icons/ringCentralCallControl.svg',
			dark: 'file:../../icons/ringCentralCallControl.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"].join(", ") }}',
		description: 'Starts the workflow when something happens to a RingCentral call',
		eventTriggerDescription: 'Make a call to one of the chosen extensions',
		activationMessage:
			'RingCentral now reports the chosen calls to this workflow, and each one starts it.',
		triggerPanel: {
			header: 'Listen to your phones',
			executionsHelp: {
				inactive:
					'Choose <b>Listen for test event</b>, then call one of the chosen extensions from another phone. The call starts this workflow once.<br /><br />When it does what you want, <a data-key="activate">activate</a> the workflow. Then every call starts it, and you find the runs in the <a data-key="executions">executions list</a>.',
				active:
					'Choose <b>Listen for test event</b>, then call one of the chosen extensions from another phone. The call starts this workflow once.<br /><br />The workflow is active: every call starts it as well, and you find those runs in the <a data-key="executions">executions list</a>.',
			},
			activationHint:
				'Once you have tried it out, <a data-key="activate">activate</a> the workflow so that every call starts it.',
		},
		defaults: { name: 'RingCentral Call Control Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
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
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{ name: 'OAuth2', value: 'oAuth2' },
					{ name: 'JWT', value: 'jwt' },
				],
				default: 'oAuth2',
			},
			{
				displayName: 'Trigger On',
				name: 'triggerOn',
				type: 'multiOptions',
				required: true,
				options: [
					{
						name: 'Answered',
						value: 'answered',
						description:
							'An extension takes a call. RingCentral reports it again after a hold, a mute or a change of the recording; n8n leaves those out unless it was restarted during the call or runs several webhook processes.',
					},
					{
						name: 'Any Change',
						value: 'anyChange',
						description:
							'Anything at all changes for anybody in a call, several times a call. The end of a hold is among it: on its own it cannot be told from an answer.',
					},
					{
						name: 'Call Ended',
						value: 'callEnded',
						description:
							'The last one has left a call. A single notification does not tell, so n8n asks RingCentral each time somebody leaves, which uses up the request limit of busy accounts.',
					},
					{
						name: 'Fax Received',
						value: 'fax',
						description: 'A call turns out to be a fax that is being received',
					},
					{
						name: 'Held',
						value: 'held',
						description: 'Somebody puts a call on hold',
					},
					{
						name: 'Missed',
						value: 'missed',
						description: 'RingCentral marks a call as missed by an extension',
					},
					{
						name: 'Muted',
						value: 'muted',
						description:
							'Somebody is muted in a call. It starts again when something else changes while the mute lasts.',
					},
					{
						name: 'Parked',
						value: 'parked',
						description: 'A call is parked, for anybody to pick up',
					},
					{
						name: 'Party Left',
						value: 'partyLeft',
						description:
							'Somebody leaves a call: hangs up, stops ringing or hands the call on. The call itself may go on.',
					},
					{
						name: 'Presence Changed',
						value: 'presenceChanged',
						description:
							"An extension's availability or its list of calls changes. The filters below do not apply to it.",
					},
					{
						name: 'Recording Changed',
						value: 'recordingChanged',
						description:
							'The recording of a call starts, pauses or goes on. It starts again when something else changes in a recorded call.',
					},
					{
						name: 'Ringing',
						value: 'ringing',
						description:
							"A call rings at an extension. Outgoing calls count only when the filter 'Direction' says so; then it means that the other side's phone rings.",
					},
					{
						name: 'Transferred or Forwarded',
						value: 'transferred',
						description: 'An extension hands a call on to somebody else',
					},
					{
						name: 'Voicemail',
						value: 'voicemail',
						description: 'A caller reaches the voicemail of an extension',
					},
				],
				default: ['ringing'],
			},
			{
				displayName: 'Scope',
				name: 'scope',
				type: 'options',
				options: [
					{
						name: 'Chosen Extensions',
						value: 'extension',
						description: 'Calls of one or more extensions, at first of the signed-in user',
					},
					{
						name: 'Whole Account',
						value: 'account',
						description: 'Calls of everybody in the company',
					},
				],
				default: 'extension',
				description: 'Whose calls start the workflow',
			},
			{
				displayName: 'Extension Names or IDs',
				name: 'extensions',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getExtensions' },
				displayOptions: { show: { scope: ['extension'] } },
				default: ['~'],
				description:
					'The people and call queues whose calls start the workflow, at first only the signed-in user. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				description: 'Only calls that fit all of these start the workflow',
				options: [
					{
						displayName: 'Direction',
						name: 'direction',
						type: 'options',
						options: [
							{ name: 'Incoming', value: 'Inbound' },
							{ name: 'Outgoing', value: 'Outbound' },
						],
						default: 'Inbound',
						description: 'Which way the call goes, as the company sees it',
					},
					{
						displayName: 'Missed Calls Only',
						name: 'missedCallsOnly',
						type: 'boolean',
						default: true,
						description: 'Whether only what RingCentral marks as missed starts the workflow',
					},
					{
						displayName: 'Phone Number',
						name: 'phoneNumber',
						type: 'string',
						default: '',
						placeholder: 'e.g. +14155550100',
						description:
							'Only calls from or to this number, with + and the country code in front of it',
					},
					{
						displayName: 'Queue Calls Only',
						name: 'queueCallsOnly',
						type: 'boolean',
						default: true,
						description: 'Whether only calls that come through a call queue start the workflow',
					},
					{
						displayName: 'With Recordings Only',
						name: 'withRecordingsOnly',
						type: 'boolean',
						default: true,
						description: 'Whether only calls that are or were recorded start the workflow',
					},
				],
			},
			{
				displayName: 'Simplify',
				name: 'simplify',
				type: 'boolean',
				default: true,
				description:
					'Whether to return a simplified version of the response instead of the raw data',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Include SIP Data',
						name: 'includeSipData',
						type: 'boolean',
						default: true,
						description:
							'Whether call events carry the dialog data that SIP phones need to take a call over',
					},
				],
			},
		],
	};

	methods = { loadOptions: { getExtensions } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isSubscribed(this);
			},

			async create(this: IHookFunctions): Promise<boolean> {
				return await subscribe(this);
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				return await unsubscribe(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
