import type { IDataObject } from 'n8n-workflow';

import { isFields, textOf } from '../../calls/events/unknown';
import type { PartyItem } from './partyItem';

/** The recording in RingCentral's answer, with its party; an unknown value is null. */
export function recordingOutput({ party }: PartyItem, answer: unknown): IDataObject {
	const recording = isFields(answer) ? answer : {};
	return {
		telephonySessionId: party.telephonySessionId,
		partyId: party.partyId,
		recordingId: textOf(recording.id) ?? null,
		active: typeof recording.active === 'boolean' ? recording.active : null,
		mode: textOf(recording.mode) ?? null,
		view: textOf(recording.view) ?? null,
	};
}
