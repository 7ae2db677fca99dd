import type { IExecuteFunctions } from 'n8n-workflow';

import { recordingOfItemField } from '../../descriptions/recording';
import type { Named } from '../namedRequest';
import { requiredId } from '../parameters';

export const namedRecording: Named = {
	field: recordingOfItemField,
	advice:
		'A recording is there some minutes after its call has ended, so wait and try again. RingCentral keeps none that is shorter than 30 seconds.',
};

export function requiredRecordingId(context: IExecuteFunctions, itemIndex: number): string {
	return requiredId(
		context,
		recordingOfItemField,
		itemIndex,
		"Put this node behind a RingCentral trigger that starts when a recording changes, or enter the ID in 'Recording ID'.",
	);
}
