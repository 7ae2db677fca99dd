import type { PartName } from '../record.mts';
import { executions } from './executions.mts';
import { items } from './items.mts';
import { load } from './load.mts';
import { memory } from './memory.mts';
import type { Part } from './part.mts';
import { queue } from './queue.mts';
import { reaction } from './reaction.mts';
import { startUp } from './startUp.mts';
import { stream } from './stream.mts';

export const PARTS: Readonly<Record<PartName, Part>> = {
	reaction,
	load,
	queue,
	executions,
	stream,
	memory,
	items,
	'start-up': startUp,
};
