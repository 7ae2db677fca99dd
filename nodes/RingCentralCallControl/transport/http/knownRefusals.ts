/** A refusal for the user: the problem as the message, the remedy as the description. */
export interface Explanation {
	message: string;
	description: string;
}

/** The remedy for a wrong public address of n8n. */
export const SET_ADDRESS =
	'Set N8N_WEBHOOK_URL (before n8n 2.35: WEBHOOK_URL) to it and check it from outside your network.';

export const unreachableWebhook: Explanation = {
	message: 'RingCentral cannot reach the webhook address of this workflow',
	description: `n8n needs a public HTTPS address. ${SET_ADDRESS}`,
};

/**
 * Codes with the same meaning and remedy for every request. Others depend on the status or on the
 * refused field: see `explain`.
 */
export const KNOWN_REFUSALS: Readonly<Record<string, Explanation>> = {
	'CMN-211': {
		message: 'RingCentral runs with limited services at the moment',
		description: 'Calls can still be made and answered on the phones. Try again in a few minutes.',
	},
	'CMN-304': {
		message: 'RingCentral is still working on the same request',
		description:
			"Nothing was done twice. Wait a moment, then look at the call with 'Get' before you repeat it.",
	},
	'CMN-310': {
		message: 'RingCentral refuses further requests from the network of this n8n for now',
		description:
			'Other programs on the same network count too. Wait at least a minute, and send fewer requests at once.',
	},
	'SUB-402': {
		message: 'RingCentral has no presence for this kind of extension',
		description: 'Choose extensions of users; call queues and the like have no presence.',
	},
	'SUB-403': {
		message: 'RingCentral does not show this user the presence of that extension',
		description:
			'Ask that colleague or the administrator to allow it, or connect as an administrator.',
	},
	'SUB-404': {
		message: 'RingCentral does not let this user pick up the calls of that extension',
		description:
			'Ask that colleague or the administrator to allow it, or connect as an administrator.',
	},
	'SUB-405': {
		message: 'RingCentral does not show this user the messages of that extension',
		description: "Choose extensions of one's own, or connect as the user they belong to.",
	},
	'SUB-406': {
		message: 'RingCentral does not let this user follow that extension',
		description: 'Choose extensions of the same account, or connect as an administrator.',
	},
	'SUB-407': {
		message: 'RingCentral does not take this kind of subscription from this address',
		description:
			'Unpublish the workflow and publish it again, so that its subscription is made anew.',
	},
	'SUB-408': {
		message: 'RingCentral does not know the extension to follow',
		description: 'Choose the extensions again from the list: one of them may have been deleted.',
	},
	'SUB-505': {
		message: 'This user has reached the most subscriptions that RingCentral allows for one app',
		description:
			'RingCentral allows 30 for each user and app. Unpublish workflows that are no longer needed, or use one trigger for several extensions.',
	},
	'SUB-507': {
		message: 'RingCentral has no such subscription any more',
		description:
			'Unpublish the workflow and publish it again, so that its subscription is made anew.',
	},
	'SUB-508': {
		message: 'RingCentral does not understand one of the event filters',
		description:
			'Check the phone numbers and extensions in the trigger: numbers have + and the country code.',
	},
	'SUB-511': {
		message: 'RingCentral does not allow this with a subscription of this kind',
		description:
			'Unpublish the workflow and publish it again, so that its subscription is made anew.',
	},
	'SUB-515': {
		message: 'RingCentral makes no subscription that asks for reminders of its end only',
		description: "Choose at least one event in 'Trigger On' of the trigger, then publish it again.",
	},
	'SUB-516': {
		message: 'RingCentral does not accept the time of the reminder before the subscription ends',
		description:
			'Unpublish the workflow and publish it again, so that its subscription is made anew.',
	},
	'SUB-520': {
		message: 'RingCentral called the webhook address, and the answer was not the one of n8n',
		description:
			'Check that the public address of n8n leads to this n8n, with nothing in between that changes or drops the header Validation-Token.',
	},
	'SUB-521': unreachableWebhook,
	'SUB-523': {
		message: 'RingCentral only calls webhook addresses that start with https://',
		description:
			'Set N8N_WEBHOOK_URL (before n8n 2.35: WEBHOOK_URL) to the public HTTPS address of n8n, then publish the workflow again.',
	},
	'SUB-524': {
		message: 'RingCentral does not trust the certificate of the webhook address',
		description: 'Install a valid certificate with its whole chain, then publish again.',
	},
	'SUB-525': {
		message: 'RingCentral called the webhook address and got an answer it does not accept',
		description:
			'The answer has to come within three seconds, with status 200 and at most 1,024 bytes. Check whether a proxy in front of n8n adds headers or a page of its own.',
	},
	'SUB-527': {
		message: 'RingCentral does not show this user the missed calls of that extension',
		description: "Choose one's own extension, or connect as the user it belongs to.",
	},
	'SUB-528': {
		message: 'The app lacks the permission for this kind of subscription',
		description:
			"Add 'WebSockets Subscriptions' (for the Call Stream Trigger) or 'Webhook Subscriptions' (for the Call Control Trigger) to the app in RingCentral's developer console, then connect the credential again.",
	},
	'SUB-530': {
		message: 'RingCentral does not show this user the incoming calls of that extension',
		description: "Choose one's own extension, or connect as the user it belongs to.",
	},
	'SUB-531': {
		message: "RingCentral does not show this user the presence lines of that extension's phones",
		description: "Choose one's own extension, or connect as the user it belongs to.",
	},
	'TAS-106': {
		message: 'RingCentral does not allow this for this side of the call',
		description:
			"Look at the call with 'Get' of 'Call': only your own side of it can be acted on, and not the call of somebody else. The host of a conference has to be connected first.",
	},
	'TAS-115': {
		message: 'RingCentral does not let this recording be paused',
		description:
			'It is made by itself for every call, and the administrator of the account decides whether it may be paused.',
	},
};
