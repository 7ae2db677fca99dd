import { muteOperation } from './muteOperation';

export const mute = muteOperation({
	name: 'Mute',
	value: 'mute',
	action: 'Mute party',
	description: 'Turn off the sound of one side of an answered call',
	muted: true,
});
