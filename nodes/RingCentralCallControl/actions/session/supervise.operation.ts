import type { IExecuteFunctions } from 'n8n-workflow';

import { simplifyField } from '../../descriptions/simplify';
import {
	agentField,
	supervisionOptions,
	supervisionProperties,
} from '../../descriptions/supervision';
import { telephonySessionField } from '../../descriptions/telephonySession';
import type { SuperviseCallSessionRequest } from '../../telephony/contract';
import { sessionPath } from '../../transport/callPath';
import { requiredExtensionNumber } from '../extensionNumberParameter';
import { itemRequest } from '../itemRequest';
import type { Operation } from '../operation';
import { isAgentByNumber, requiredAgentId, supervision, supervisionFields } from '../supervision';
import { requiredTelephonySessionId } from '../telephonySessionParameter';
import { sessionPartyOutput } from './sessionPartyOutput';

export const supervise: Operation = {
	name: 'Supervise',
	value: 'supervise',
	action: 'Supervise session',
	description: "Listen to a colleague's call, both sides of it, on a phone of yours",
	properties: [telephonySessionField, ...supervisionProperties, simplifyField, supervisionOptions],
	async execute(context, itemIndex) {
		const telephonySessionId = requiredTelephonySessionId(context, itemIndex);
		const body = sessionSupervision(context, itemIndex);
		const path = `${sessionPath(telephonySessionId)}/supervise`;
		const answer = await itemRequest(
			context,
			{ method: 'POST', path, body, itemIndex },
			supervisionFields,
		);
		return sessionPartyOutput(context, itemIndex, telephonySessionId, answer);
	},
};

function sessionSupervision(
	context: IExecuteFunctions,
	itemIndex: number,
): SuperviseCallSessionRequest {
	const agent = isAgentByNumber(context, itemIndex)
		? { agentExtensionNumber: requiredExtensionNumber(context, agentField, itemIndex) }
		: { agentExtensionId: requiredAgentId(context, itemIndex) };
	return { ...supervision(context, itemIndex), ...agent };
}
