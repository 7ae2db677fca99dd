import { recordingOfItemField } from '../../descriptions/recording';
import type { Item } from '../item';

/** The recording that 'Recording ID' names. */
export const namedRecording = {
	field: recordingOfItemField,
	id: (item: Item): string =>
		item.requiredId(
			recordingOfItemField,
			"Put this node behind a RingCentral trigger that starts when a recording changes, or enter the ID in 'Recording ID'.",
		),
	advice:
		'A recording is there some minutes after its call has ended, so wait and try again. RingCentral keeps none that is shorter than 30 seconds.',
};
