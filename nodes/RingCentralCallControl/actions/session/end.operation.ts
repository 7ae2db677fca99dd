import { telephonySessionField } from '../../descriptions/telephonySession';
import { sessionPath } from '../../transport/http/callPath';
import type { Operation } from '../operation';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

export const end: Operation = {
	name: 'End',
	value: 'end',
	action: 'Hang up call',
	description: 'End a call for everybody who is on it',
	properties: [telephonySessionField],
	async execute(item) {
		const telephonySessionId = requiredTelephonySessionId(item);
		const answer = await item.send({
			method: 'DELETE',
			path: sessionPath(telephonySessionId),
		});
		// RingCentral forgets a call as soon as it is over: the wish is fulfilled.
		const wasOver = answer.isRefused && answer.refusal.statusCode === 404;
		if (answer.isRefused && !wasOver) throw item.refusalError(answer.refusal);
		// After an attempt without an answer it may have been this very request that has ended it.
		const isUnknown = answer.isRefused && answer.refusal.mayHaveArrived === true;
		return { success: true, telephonySessionId, wasAlreadyOver: isUnknown ? null : wasOver };
	},
};
