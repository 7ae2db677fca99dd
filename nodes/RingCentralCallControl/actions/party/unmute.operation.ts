import { muteOperation } from './muteOperation';

export const unmute = muteOperation({
	name: 'Unmute',
	value: 'unmute',
	action: 'Unmute party',
	description: 'Turn the sound of a side of the call on again that this node has muted',
	muted: false,
});
