import { deviceField } from '../../descriptions/device';
import { requiredDevice } from '../deviceParameter';
import type { PartyOperation } from './partyOperation';

/** A command that says on which of one's phones it happens. */
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
