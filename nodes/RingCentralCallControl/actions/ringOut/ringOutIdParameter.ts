import type { IExecuteFunctions } from 'n8n-workflow';

import { ringOutIdField } from '../../descriptions/ringOut';
import { requiredId } from '../parameters';

export function requiredRingOutId(context: IExecuteFunctions, itemIndex: number): string {
	return requiredId(
		context,
		ringOutIdField,
		itemIndex,
		"Put this node behind 'Create' of a RingOut, which puts the ID on its item.",
	);
}
