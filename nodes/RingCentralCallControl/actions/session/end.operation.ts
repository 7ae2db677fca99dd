import { telephonySessionField } from '../../descriptions/telephonySession';
import { sessionPath } from '../../transport/http/callPath';
import { refusalError, send } from '../../transport/http/request';
import type { Operation } from '../operation';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

export const end: Operation = {
	name: 'End',
	value: 'end',
	action: 'Hang up call',
	description: 'End a call for everybody who is on it',
	properties: [telephonySessionField],
	async execute(context, itemIndex) {
		const telephonySessionId = requiredTelephonySessionId(context, itemIndex);
		const answer = await send(context, {
			method: 'DELETE',
			path: sessionPath(telephonySessionId),
			itemIndex,
		});
		// RingCentral forgets a call as soon as it is over: the wish is fulfilled.
		const wasOver = answer.isRefused && answer.refusal.statusCode === 404;
		if (answer.isRefused && !wasOver) throw refusalError(context, answer.refusal, itemIndex);
		// After an attempt without an answer it may have been this very request that has ended it.
		const isUnknown = answer.isRefused && answer.refusal.mayHaveArrived === true;
		return { success: true, telephonySessionId, wasAlreadyOver: isUnknown ? null : wasOver };
	},
};
