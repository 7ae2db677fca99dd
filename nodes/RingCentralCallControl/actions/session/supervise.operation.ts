import { simplifyField } from '../../descriptions/simplify';
import {
	agentField,
	supervisionOptions,
	supervisorDeviceField,
} from '../../descriptions/supervision';
import { supervisedCallField } from '../../descriptions/telephonySession';
import type { SuperviseCallSessionRequest } from '../../calls/events/contract';
import { sessionPath } from '../../transport/http/callPath';
import { isWrongState, type Refusal } from '../../transport/http/refusal';
import type { Explanation } from '../../transport/http/refusalMessage';
import { requiredExtensionNumber } from '../extensionNumberParameter';
import { isByNumber } from '../extensionOfNumber';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { refusalWords } from '../refusalWords';
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
	async execute(item) {
		const telephonySessionId = requiredTelephonySessionId(item);
		const body = sessionSupervision(item);
		const path = `${sessionPath(telephonySessionId)}/supervise`;
		const answer = await item.send({ method: 'POST', path, body });
		if (answer.isRefused) {
			const explanation = await explained(item, answer.refusal);
			throw item.refusalError(answer.refusal, explanation);
		}
		return sessionPartyOutput(item, telephonySessionId, answer.body);
	},
};

// https://developers.ringcentral.com/guide/voice/supervision
async function explained(item: Item, refusal: Refusal): Promise<Explanation | undefined> {
	if (!isWrongState(refusal)) {
		return await refusalWords(item, refusal, { fields: supervisionFields });
	}
	return {
		message: `'Supervise' does not fit the state of the call ${item.label}`,
		description:
			'The agent has to be talking, nobody may listen already, and conferences cannot be supervised.',
	};
}

function sessionSupervision(item: Item): SuperviseCallSessionRequest {
	const agent = isByNumber(item, agentField)
		? { agentExtensionNumber: requiredExtensionNumber(item, agentField) }
		: { agentExtensionId: item.requiredId(agentField, CHOOSE_AGENT) };
	return { ...supervision(item), ...agent };
}
