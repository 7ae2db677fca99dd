import { ringOutPath } from '../../transport/http/ringOutPath';
import { deletingOperation } from '../namedOperation';
import { namedRingOut } from './namedRingOut';

export const cancel = deletingOperation({
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel ring out',
	description: 'Stop ringing both phones, for example because the caller was reached otherwise',
	thing: namedRingOut,
	path: ringOutPath,
	// Assumption RINGOUT-FORGOTTEN: RingCentral forgets a RingOut when it is over.
	output: (ringOutId, wasAlreadyOver) => ({ success: true, ringOutId, wasAlreadyOver }),
});
