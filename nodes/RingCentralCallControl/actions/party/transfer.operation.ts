import { transferTarget } from './callTarget';
import { sendOnOperation } from './sendOnOperation';

export const transfer = sendOnOperation({
	name: 'Transfer',
	value: 'transfer',
	action: 'Transfer call',
	description: 'Hand an answered call over without speaking to the other side first',
	targets: ['extension', 'parkLocation', 'phoneNumber', 'voicemail'],
	way: 'transfer',
	target: transferTarget,
});
