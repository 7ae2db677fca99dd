import { recordingIdField } from '../../descriptions/recording';
import { recordingsOf, type Recording } from '../../calls/events/party';
import { isFields, textOf } from '../../calls/events/unknown';
import { apiPath } from '../../transport/http/apiPath';
import { partyPath } from '../../transport/http/callPath';
import type { Operation } from '../operation';
import type { PartyItem } from './partyItem';
import { partyOperation } from './partyOperation';
import { recordingOutput } from './recordingOutput';

interface RecordingOperation extends Pick<Operation, 'name' | 'value' | 'action' | 'description'> {
	/** Whether the recording runs afterwards. */
	active: boolean;
}

/** Builds an operation that pauses or resumes a started recording. */
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

/** The id of the recording: from 'Recording ID', else from the item, else from RingCentral. */
async function recordingId(item: PartyItem, active: boolean): Promise<string> {
	if (item.text(recordingIdField) !== '') {
		return item.requiredId(recordingIdField, CHECK_RECORDING);
	}
	const isWanted = (recording: Recording) => recording.active !== active;
	const known = recordingsOfItem(item).find(isWanted);
	if (known) return known.id;
	const party = await item.request({ method: 'GET', path: partyPath(item.party) });
	const recording = recordingsOf(isFields(party) ? party.recordings : []).find(isWanted);
	if (recording) return recording.id;
	throw item.error(
		`The party has no recording that ${active ? 'is paused' : 'runs'} ${item.label}`,
		active
			? "Use 'Start Recording' to record the call."
			: "Use 'Start Recording' first, or name the recording in 'Recording ID'.",
	);
}

const CHECK_RECORDING = "Leave it empty to use the party's own recording.";

/** The recordings on the incoming item, if the item is about the same party. */
function recordingsOfItem(item: PartyItem): Recording[] {
	const { json, party } = item;
	if (textOf(json.partyId) !== party.partyId) return [];
	const { active } = json;
	const id = textOf(json.recordingId);
	if (id === undefined) return recordingsOf(json.recordings);
	return typeof active === 'boolean' ? [{ id, active }] : [];
}
