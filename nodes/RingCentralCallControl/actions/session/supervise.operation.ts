import type { IExecuteFunctions } from 'n8n-workflow';

import { simplifyField } from '../../descriptions/simplify';
import {
	agentField,
	supervisionOptions,
	supervisorDeviceField,
} from '../../descriptions/supervision';
import { supervisedCallField } from '../../descriptions/telephonySession';
import type { SuperviseCallSessionRequest } from '../../calls/events/contract';
import { sessionPath } from '../../transport/http/callPath';
import type { Refusal } from '../../transport/http/refusal';
import type { Explanation } from '../../transport/http/refusalMessage';
import { refusalError, send } from '../../transport/http/request';
import { requiredExtensionNumber } from '../extensionNumberParameter';
import { isByNumber } from '../extensionOfNumber';
import type { Operation } from '../operation';
import { requiredId } from '../parameters';
import { isWrongState } from '../party/partyRefusal';
import { refusedParameter } from '../refusedParameter';
import { CHOOSE_AGENT, supervision, supervisionFields } from '../supervision';
import { requiredTelephonySessionId } from '../telephonySessionParameter';
import { sessionPartyOutput } from './sessionPartyOutput';

export const supervise: Operation = {
	name: 'Supervise',
	value: 'supervise',
	action: 'Monitor call',
	description: "Listen to a colleague's call, both sides of it, on a phone of yours",
	properties: [
		agentField,
		supervisedCallField,
		supervisorDeviceField,
		simplifyField,
		supervisionOptions,
	],
	async execute(context, itemIndex) {
		const telephonySessionId = requiredTelephonySessionId(context, itemIndex);
		const body = sessionSupervision(context, itemIndex);
		const path = `${sessionPath(telephonySessionId)}/supervise`;
		const answer = await send(context, { method: 'POST', path, body, itemIndex });
		if (answer.isRefused) {
			const explanation = await explained(context, answer.refusal, itemIndex);
			throw refusalError(context, answer.refusal, itemIndex, explanation);
		}
		return sessionPartyOutput(context, itemIndex, telephonySessionId, answer.body);
	},
};

// https://developers.ringcentral.com/guide/voice/supervision
async function explained(
	context: IExecuteFunctions,
	refusal: Refusal,
	itemIndex: number,
): Promise<Explanation | undefined> {
	if (!isWrongState(refusal)) {
		return await refusedParameter(context, refusal, supervisionFields, itemIndex);
	}
	return {
		message: `'Supervise' does not fit the state of the call [item ${itemIndex}]`,
		description:
			'The agent has to be talking, nobody may listen already, and conferences cannot be supervised.',
	};
}

function sessionSupervision(
	context: IExecuteFunctions,
	itemIndex: number,
): SuperviseCallSessionRequest {
	const agent = isByNumber(context, agentField, itemIndex)
		? { agentExtensionNumber: requiredExtensionNumber(context, agentField, itemIndex) }
		: { agentExtensionId: requiredId(context, agentField, itemIndex, CHOOSE_AGENT) };
	return { ...supervision(context, itemIndex), ...agent };
}
