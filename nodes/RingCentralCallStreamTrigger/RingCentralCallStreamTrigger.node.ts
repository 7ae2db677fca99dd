import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';

import { authenticationField } from '../RingCentralCallControl/descriptions/authentication';
import { callFiltersField } from '../RingCentralCallControl/descriptions/callFilters';
import { scopeFields } from '../RingCentralCallControl/descriptions/scope';
import { simplifyField } from '../RingCentralCallControl/descriptions/simplify';
import { streamOptionsField } from '../RingCentralCallControl/descriptions/streamOptions';
import { triggerOnField, triggerSubtitle } from '../RingCentralCallControl/descriptions/triggerOn';
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
		eventTriggerDescription:
			"Now call one of the followed phones from another phone, and go on until what you chose in 'Trigger On' happens",
		activationMessage:
			'n8n is connected to RingCentral and hears the chosen calls. Each one starts this workflow.',
		triggerPanel: {
			header: 'Listen to your phones',
			executionsHelp: {
				inactive:
					'Choose <b>Execute step</b>: n8n connects to RingCentral. Then call one of the chosen extensions from another phone. The call starts this workflow once.<br /><br />When it does what you want, <a data-key="activate">publish</a> the workflow. Then every call starts it, and you find the runs in the <a data-key="executions">executions list</a>.',
				active:
					'Choose <b>Execute step</b>: n8n connects to RingCentral. Then call one of the chosen extensions from another phone. The call starts this workflow once.<br /><br />The workflow is published: every call starts it as well, and you find those runs in the <a data-key="executions">executions list</a>.',
			},
			activationHint:
				'Once you have tried it out, <a data-key="activate">publish</a> the workflow so that every call starts it.',
		},
		defaults: { name: 'RingCentral Call Stream Trigger' },
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
