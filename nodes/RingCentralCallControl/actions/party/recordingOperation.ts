import { NodeOperationError } from 'n8n-workflow';

import { recordingIdField } from '../../descriptions/recording';
import { recordingsOf, type Recording } from '../../calls/events/notification';
import { isFields, textOf, type Fields } from '../../calls/events/unknown';
import { apiPath } from '../../transport/http/apiPath';
import { partyPath } from '../../transport/http/callPath';
import { request } from '../../transport/http/request';
import type { Operation } from '../operation';
import { optionalText, requiredId } from '../parameters';
import { partyOperation, type PartyItem } from './partyOperation';
import { recordingOutput } from './recordingOutput';

interface RecordingOperation extends Pick<Operation, 'name' | 'value' | 'action' | 'description'> {
	/** Whether the recording runs afterwards. */
	active: boolean;
}

/** Switches a recording that has been started off or on again. */
export function recordingOperation({ active, ...words }: RecordingOperation): Operation {
	return partyOperation({
		...words,
		properties: [recordingIdField],
		request: async (item) => ({
			method: 'PATCH',
			path: apiPath`/recordings/${await recordingId(item, active)}`,
			body: { active },
		}),
		output: recordingOutput,
		fields: { recordingId: recordingIdField },
		otherReason:
			'A recording that RingCentral makes by itself can only be paused where the administrator allows it.',
	});
}

/** The recording that is named, else the one that the item tells of, else the one RingCentral knows. */
async function recordingId(item: PartyItem, active: boolean): Promise<string> {
	const { context, itemIndex } = item;
	if (optionalText(context, recordingIdField, itemIndex) !== '') {
		return requiredId(context, recordingIdField, itemIndex, CHECK_RECORDING);
	}
	const isWanted = (recording: Recording) => recording.active !== active;
	const known = recordingsOfItem(item).find(isWanted);
	if (known) return known.id;
	const party = await request(context, { method: 'GET', path: partyPath(item.party), itemIndex });
	const recording = recordingsOf(isFields(party) ? party.recordings : []).find(isWanted);
	if (recording) return recording.id;
	throw new NodeOperationError(
		context.getNode(),
		`The party has no recording that ${active ? 'is paused' : 'runs'} [item ${itemIndex}]`,
		{
			itemIndex,
			description: active
				? "Use 'Start Recording' to record the call."
				: "Use 'Start Recording' first, or name the recording in 'Recording ID'.",
		},
	);
}

const CHECK_RECORDING = "Leave it empty to use the party's own recording.";

/** The recordings on the incoming item, when that item is about the same party. */
function recordingsOfItem({ context, itemIndex, party }: PartyItem): Recording[] {
	const json: Fields = context.getInputData()[itemIndex]?.json ?? {};
	if (textOf(json.partyId) !== party.partyId) return [];
	const id = textOf(json.recordingId);
	return id === undefined ? recordingsOf(json.recordings) : [{ id, active: json.active === true }];
}
