import type { INodeProperties } from 'n8n-workflow';

import { includeSipDataField } from './includeSipData';

export const triggerOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [includeSipDataField],
};
