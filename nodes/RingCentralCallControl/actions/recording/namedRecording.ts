import { recordingOfItemField } from '../../descriptions/recording';
import type { Item } from '../item';
import type { NamingParameter } from '../refusedParameter';

export const namedRecording: NamingParameter = {
	field: recordingOfItemField,
	advice:
		'A recording is there some minutes after its call has ended, so wait and try again. RingCentral keeps none that is shorter than 30 seconds.',
};

export function requiredRecordingId(item: Item): string {
	return item.requiredId(
		recordingOfItemField,
		"Put this node behind a RingCentral trigger that starts when a recording changes, or enter the ID in 'Recording ID'.",
	);
}
