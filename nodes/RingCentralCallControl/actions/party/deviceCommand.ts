import { deviceField } from '../../descriptions/device';
import { requiredDevice } from '../deviceParameter';
import type { PartyOperation } from './partyOperation';

/** A command with one of the user's phones. */
export function deviceCommand(path: string): Pick<PartyOperation, 'request' | 'fields'> {
	return {
		request: (item) => ({
			method: 'POST',
			path,
			body: { deviceId: requiredDevice(item) },
		}),
		fields: { deviceId: deviceField },
	};
}
