import { deviceField } from '../../descriptions/device';
import { requiredDevice } from '../deviceParameter';
import type { PartyOperation } from './partyOperation';

/** A command that says on which of one's phones it happens. */
export function deviceCommand(path: string): Pick<PartyOperation, 'request' | 'fields'> {
	return {
		request: ({ context, itemIndex }) => ({
			method: 'POST',
			path,
			body: { deviceId: requiredDevice(context, itemIndex) },
		}),
		fields: { deviceId: deviceField },
	};
}
