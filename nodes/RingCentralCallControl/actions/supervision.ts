import {
	agentField,
	autoAnswerField,
	mediaField,
	supervisorDeviceField,
} from '../descriptions/supervision';
import type { PartySuperviseRequest } from '../calls/events/contract';
import { requiredDevice } from './deviceParameter';
import type { Item } from './item';

type Supervision = Pick<
	PartySuperviseRequest,
	'mode' | 'supervisorDeviceId' | 'autoAnswer' | 'mediaSDP'
>;

/** The common part of the requests for a session and for a party. "Listen" is RingCentral's only mode. */
export function supervision(item: Item): Supervision {
	const { mediaDirection } = item.options;
	const autoAnswer = item.optionIsOn(autoAnswerField);
	return {
		mode: 'Listen',
		supervisorDeviceId: requiredDevice(item),
		...(autoAnswer !== undefined && { autoAnswer }),
		...(mediaDirection !== undefined && {
			mediaSDP: item.requiredChoice(mediaField, ['sendOnly', 'sendRecv'], mediaDirection),
		}),
	};
}

export const CHOOSE_AGENT = 'Choose a colleague from the list.';

/** The fields of a supervision, by the request members that they fill. */
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
