import { ringOutIdField } from '../../descriptions/ringOut';
import { simplifiedRingOut } from '../../calls/output/simplifiedRingOut';
import { isFields } from '../../calls/events/unknown';
import { ringOutPath } from '../../transport/http/ringOutPath';
import type { Operation } from '../operation';
import { requiredRingOutId } from './ringOutIdParameter';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get ring out',
	description: 'Look up whether the two phones are still ringing or have been answered',
	properties: [ringOutIdField],
	async execute(item) {
		const ringOutId = requiredRingOutId(item);
		const body = await item.request(
			{ method: 'GET', path: ringOutPath(ringOutId) },
			{
				naming: {
					field: ringOutIdField,
					advice: 'RingCentral forgets a RingOut soon after it is over.',
				},
			},
		);
		return { ...simplifiedRingOut(isFields(body) ? body : {}), ringOutId };
	},
};
