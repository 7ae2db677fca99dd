import { ringOutIdField } from '../../descriptions/ringOut';
import { ringOutPath } from '../../transport/http/ringOutPath';
import { deleteIfThere } from '../deleteIfThere';
import type { Operation } from '../operation';
import { requiredRingOutId } from './ringOutIdParameter';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel ring out',
	description: 'Stop ringing both phones, for example because the caller was reached otherwise',
	properties: [ringOutIdField],
	async execute(item) {
		const ringOutId = requiredRingOutId(item);
		// Assumption RINGOUT-FORGOTTEN: RingCentral forgets a RingOut when it is over.
		const wasThere = await deleteIfThere(item, ringOutPath(ringOutId));
		return { success: true, ringOutId, wasAlreadyOver: wasThere === null ? null : !wasThere };
	},
};
