import type { INodeProperties } from 'n8n-workflow';

export const allowedTargetsField: INodeProperties = {
	displayName: 'Allowed Targets',
	name: 'allowedTargets',
	type: 'string',
	default: '',
	placeholder: 'e.g. 101, 2*, +14155550100, +1415*',
	description:
		'The only places that a call may be sent to, separated by commas: extension numbers, and phone numbers with + and the country code. A star at the end stands for any further digits. Calls to other places are not sent.',
};

export const dryRunField: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to return what would be sent to RingCentral without sending it, so that no call is touched',
};

/** For the 'Options' of every operation that sends a call somewhere. */
export const outgoingCallOptions: INodeProperties[] = [allowedTargetsField, dryRunField];
