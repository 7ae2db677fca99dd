import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { authenticationField } from './descriptions/authentication';
import { callFiltersField } from './descriptions/callFilters';
import { scopeFields } from './descriptions/scope';
import { simplifyField } from './descriptions/simplify';
import { triggerOnField, triggerSubtitle } from './descriptions/triggerOn';
import { triggerOptionsField } from './descriptions/triggerOptions';
import { getExtensions } from './methods/getExtensions';
import { receive } from './triggers/webhook/delivery';
import { isSubscribed, subscribe, unsubscribe } from './triggers/webhook/subscription';
import { watchSubscription } from './triggers/webhook/watch';

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
		subtitle: triggerSubtitle,
		description:
			'By webhook: starts the workflow when something happens to a RingCentral call. Needs a public address.',
		eventTriggerDescription:
			"Now call one of the followed phones from another phone, and go on until what you chose in 'Trigger On' happens",
		activationMessage:
			'RingCentral now reports the chosen calls to this workflow, and each one starts it.',
		triggerPanel: {
			header: 'Listen to your phones',
			executionsHelp: {
				inactive:
					'Choose <b>Execute step</b>, then call one of the chosen extensions from another phone. The call starts this workflow once.<br /><br />When it does what you want, <a data-key="activate">publish</a> the workflow. Then every call starts it, and you find the runs in the <a data-key="executions">executions list</a>.',
				active:
					'Choose <b>Execute step</b>, then call one of the chosen extensions from another phone. The call starts this workflow once.<br /><br />The workflow is published: every call starts it as well, and you find those runs in the <a data-key="executions">executions list</a>.',
			},
			activationHint:
				'Once you have tried it out, <a data-key="activate">publish</a> the workflow so that every call starts it.',
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
			authenticationField,
			triggerOnField,
			...scopeFields,
			callFiltersField,
			simplifyField,
			triggerOptionsField,
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

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await watchSubscription(this);
	}

	/** Lets a test run keep the delivered items: n8n would take those of `trigger` otherwise. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
