import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { nodeOutputs } from './actions/nodeOutputs';
import { resourceProperties } from './actions/resourceProperties';
import { defaultResource, resources } from './actions/resources';
import { routeItems } from './actions/router';
import { subtitleOf } from './actions/subtitle';
import { authenticationField } from './descriptions/authentication';
import { chosenCredentials } from './descriptions/credentials';
import { getExtensions } from './methods/getExtensions';
import { listSearch } from './methods/listSearch';

export class RingCentralCallControl implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RingCentral Call Control',
		name: 'ringCentralCallControl',
		icon: {
			light: 'file:../../icons/ringCentralCallControl.svg',
			dark: 'file:../../icons/ringCentralCallControl.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Answer, forward, transfer, hold, record and hang up RingCentral calls',
		defaults: { name: 'RingCentral Call Control' },
		inputs: [NodeConnectionTypes.Main],
		outputs: nodeOutputs(resources),
		usableAsTool: true,
		credentials: chosenCredentials,
		properties: [authenticationField, ...resourceProperties(resources, defaultResource)],
	};

	methods = { listSearch, loadOptions: { getExtensions } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await routeItems(this);
	}
}
