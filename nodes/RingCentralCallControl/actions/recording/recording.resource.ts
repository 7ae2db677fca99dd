import type { Resource } from '../operation';
import { download } from './download.operation';
import { get } from './get.operation';

export const recordingResource: Resource = {
	name: 'Recording',
	value: 'recording',
	description: 'What was recorded of a call that is over',
	operations: [download, get],
	defaultOperation: download,
};
