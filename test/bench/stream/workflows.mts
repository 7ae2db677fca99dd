import { randomUUID } from 'node:crypto';

import type { WorkflowDefinition, WorkflowNode } from '../../../lab/src/n8nClient.mts';
import { packageName } from '../../../lab/src/packageInstall.mts';
import { chain, node, post, type NodeCredentials } from '../../e2e/workflows.mts';
import { webhook } from '../routing/contestants.mts';

/** This package's trigger without filters, for the whole account; behind it a request. */
export function streamWorkflow(
	credentials: NodeCredentials,
	runsAddress: string,
): WorkflowDefinition {
	const trigger = {
		...node('Call Rings', `${packageName}.ringCentralCallStreamTrigger`, {
			authentication: 'jwt',
			triggerOn: ['ringing'],
			scope: 'account',
		}),
		credentials,
	};
	return chain('Stream', [trigger, requestFor('$json.telephonySessionId', runsAddress)]);
}

/** n8n's own Webhook node, for the same events by POST; behind it an If node and a request. */
export function filteringWebhookWorkflow(path: string, runsAddress: string): WorkflowDefinition {
	return chain('Webhook and If', [webhook(path), ifRinging(), requestOfWebhook(runsAddress)]);
}

export function ifRinging(): WorkflowNode {
	const party = '$json.body.body.parties[0]';
	return node(
		'If',
		'n8n-nodes-base.if',
		{
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				combinator: 'and',
				conditions: [
					isEqual(`={{ ${party}.status.code }}`, 'Proceeding'),
					isEqual(`={{ ${party}.direction }}`, 'Inbound'),
					{
						id: randomUUID(),
						leftValue: `={{ ${party}.extensionId }}`,
						rightValue: '',
						operator: { type: 'string', operation: 'exists', singleValue: true },
					},
				],
			},
			options: {},
		},
		2.2,
	);
}

function isEqual(leftValue: string, rightValue: string): object {
	return {
		id: randomUUID(),
		leftValue,
		rightValue,
		operator: { type: 'string', operation: 'equals' },
	};
}

function requestOfWebhook(runsAddress: string): WorkflowNode {
	return requestFor('$json.body.body.telephonySessionId', runsAddress);
}

function requestFor(call: string, runsAddress: string): WorkflowNode {
	return post('Request', `=${runsAddress}?call={{ ${call} }}`);
}
