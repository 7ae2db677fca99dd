import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';

import { authenticationField } from '../RingCentralCallControl/descriptions/authentication';
import { callFiltersField } from '../RingCentralCallControl/descriptions/callFilters';
import { chosenCredentials } from '../RingCentralCallControl/descriptions/credentials';
import { scopeFields } from '../RingCentralCallControl/descriptions/scope';
import { simplifyField } from '../RingCentralCallControl/descriptions/simplify';
import { streamOptionsField } from '../RingCentralCallControl/descriptions/streamOptions';
import { triggerOnField, triggerSubtitle } from '../RingCentralCallControl/descriptions/triggerOn';
import { eventToCause, triggerPanelOf } from '../RingCentralCallControl/descriptions/triggerPanel';
import { getExtensions } from '../RingCentralCallControl/methods/getExtensions';
import { listen } from '../RingCentralCallControl/triggers/stream/listen';

export class RingCentralCallStreamTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RingCentral Call Stream Trigger',
		name: 'ringCentralCallStreamTrigger',
		icon: {
			light: 'file:../../icons/ringCentralCallStream.svg',
			dark: 'file:../../icons/ringCentralCallStream.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: triggerSubtitle,
		description:
			'By stream: starts the workflow when something happens to a RingCentral call. Needs no public address.',
		eventTriggerDescription: eventToCause,
		activationMessage:
			'n8n is connected to RingCentral and hears the chosen calls. Each one starts this workflow.',
		triggerPanel: triggerPanelOf('Choose <b>Execute step</b>: n8n connects to RingCentral. Then'),
		defaults: { name: 'RingCentral Call Stream Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: chosenCredentials,
		properties: [
			authenticationField,
			triggerOnField,
			...scopeFields,
			callFiltersField,
			simplifyField,
			streamOptionsField,
		],
	};

	methods = { loadOptions: { getExtensions } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await listen(this);
	}
}
