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
import { chosenCredentials } from './descriptions/credentials';
import { scopeFields } from './descriptions/scope';
import { simplifyField } from './descriptions/simplify';
import { triggerOnField, triggerSubtitle } from './descriptions/triggerOn';
import { triggerOptionsField } from './descriptions/triggerOptions';
import { eventToCause, triggerPanelOf } from './descriptions/triggerPanel';
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
		// n8n's nodes panel shows it for the actions too (`generateMergedNodesAndActions` in n8n's editor).
		description:
			'By webhook: starts the workflow when something happens to a RingCentral call, which needs a public address. Actions forward, transfer, record and end calls.',
		eventTriggerDescription: eventToCause,
		activationMessage:
			'RingCentral now reports the chosen calls to this workflow, and each one starts it.',
		triggerPanel: triggerPanelOf('Choose <b>Execute step</b>, then'),
		defaults: { name: 'RingCentral Call Control Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: chosenCredentials,
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

	/** Keeps the delivered items in a test run, which would otherwise use the items of `trigger`. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
