import { ringOutIdField } from '../../descriptions/ringOut';
import { refusalError, send } from '../../transport/request';
import { ringOutPath } from '../../transport/ringOutPath';
import type { Operation } from '../operation';
import { requiredRingOutId } from './ringOutIdParameter';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel ring out',
	description: 'Stop ringing both phones, for example because the caller was reached otherwise',
	properties: [ringOutIdField],
	async execute(context, itemIndex) {
		const ringOutId = requiredRingOutId(context, itemIndex);
		const answer = await send(context, {
			method: 'DELETE',
			path: ringOutPath(ringOutId),
			itemIndex,
		});
		// Assumption: RingCentral forgets a RingOut when it is over: it is what was asked for.
		const wasOver = answer.isRefused && answer.refusal.statusCode === 404;
		if (answer.isRefused && !wasOver) throw refusalError(context, answer.refusal, itemIndex);
		return { success: true, ringOutId, wasAlreadyOver: wasOver };
	},
};
