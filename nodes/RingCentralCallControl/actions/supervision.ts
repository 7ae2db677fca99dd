import type { IExecuteFunctions } from 'n8n-workflow';

import {
	agentField,
	autoAnswerField,
	mediaField,
	supervisorDeviceField,
} from '../descriptions/supervision';
import type { PartySuperviseRequest } from '../calls/events/contract';
import { isFields } from '../calls/events/unknown';
import { requiredDevice } from './deviceParameter';
import { optionsOf } from './options';
import { requiredChoice, requiredId } from './parameters';

type Supervision = Pick<
	PartySuperviseRequest,
	'mode' | 'supervisorDeviceId' | 'autoAnswer' | 'mediaSDP'
>;

/** How to listen, for a session and for a party alike; "Listen" is RingCentral's only mode. */
export function supervision(context: IExecuteFunctions, itemIndex: number): Supervision {
	const { autoAnswer, mediaDirection } = optionsOf(context, itemIndex);
	return {
		mode: 'Listen',
		supervisorDeviceId: requiredDevice(context, itemIndex),
		...(typeof autoAnswer === 'boolean' && { autoAnswer }),
		...(mediaDirection !== undefined && {
			mediaSDP: requiredChoice(
				context,
				mediaField,
				itemIndex,
				['sendOnly', 'sendRecv'],
				mediaDirection,
			),
		}),
	};
}

/** Whether 'Agent' holds a short number; otherwise it holds RingCentral's id. */
export function isAgentByNumber(context: IExecuteFunctions, itemIndex: number): boolean {
	const locator: unknown = context.getNodeParameter(agentField.name, itemIndex, '');
	return isFields(locator) && locator.mode === 'number';
}

export function requiredAgentId(context: IExecuteFunctions, itemIndex: number): string {
	return requiredId(context, agentField, itemIndex, 'Choose a colleague from the list.');
}

/** The fields of a supervision, by the members of the body that they become. */
export const supervisionFields = {
	agentExtensionId: agentField,
	agentExtensionNumber: agentField,
	extensionId: agentField,
	extensionNumber: agentField,
	autoAnswer: autoAnswerField,
	deviceId: supervisorDeviceField,
	mediaSDP: mediaField,
	supervisorDeviceId: supervisorDeviceField,
};
