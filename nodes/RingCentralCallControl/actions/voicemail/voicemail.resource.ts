import type { Resource } from '../operation';
import { download } from './download.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const voicemailResource: Resource = {
	name: 'Voicemail',
	value: 'voicemail',
	description: 'What callers have said when nobody answered',
	operations: [download, get, getMany],
	defaultOperation: getMany,
};
