import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { isLoopback } from '../../transport/signIn/loopback';

/**
 * The address for RingCentral to call.
 *
 * @throws NodeOperationError when RingCentral would refuse it: it only calls https. Addresses on this
 * computer are exempt, because the simulator calls them too.
 */
export function checkedWebhookAddress(context: IHookFunctions): string {
	const address = webhookAddress(context);
	const { protocol, hostname } = new URL(address);
	if (protocol !== 'https:' && !isLoopback(hostname)) {
		throw new NodeOperationError(
			context.getNode(),
			'RingCentral only calls webhook addresses that start with https://',
			{
				description: `The address of this workflow is ${address}. Set N8N_WEBHOOK_URL (before n8n 2.35: WEBHOOK_URL) to the public HTTPS address of n8n, restart n8n, then publish the workflow again.`,
			},
		);
	}
	return address;
}

/** @throws NodeOperationError when n8n has no usable address for this node. */
export function webhookAddress(context: IHookFunctions): string {
	const address = context.getNodeWebhookUrl('default');
	if (address === undefined || !URL.canParse(address)) {
		throw new NodeOperationError(context.getNode(), 'n8n has no webhook address for this node', {
			description:
				'Check that N8N_WEBHOOK_URL (before n8n 2.35: WEBHOOK_URL) is a whole address, e.g. https://n8n.example.com/, then restart n8n.',
		});
	}
	return address;
}
