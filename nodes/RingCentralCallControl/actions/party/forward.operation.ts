import { forwardTarget } from './callTarget';
import { sendOnOperation } from './sendOnOperation';

export const forward = sendOnOperation({
	name: 'Forward',
	value: 'forward',
	action: 'Forward call',
	description: 'Send a call that is still ringing somewhere else',
	targets: ['extension', 'phoneNumber', 'voicemail'],
	way: 'forward',
	target: forwardTarget,
});
