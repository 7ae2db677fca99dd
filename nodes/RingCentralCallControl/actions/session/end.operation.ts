import { telephonySessionField } from '../../descriptions/telephonySession';
import { sessionPath } from '../../transport/http/callPath';
import { deletingOperation } from '../namedOperation';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

export const end = deletingOperation({
	name: 'End',
	value: 'end',
	action: 'Hang up call',
	description: 'End a call for everybody who is on it',
	thing: { field: telephonySessionField, id: requiredTelephonySessionId },
	path: sessionPath,
	// RingCentral forgets a call at its end.
	output: (telephonySessionId, wasAlreadyOver) => ({
		success: true,
		telephonySessionId,
		wasAlreadyOver,
	}),
});
