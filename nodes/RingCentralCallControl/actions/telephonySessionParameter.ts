import type { IExecuteFunctions } from 'n8n-workflow';

import { telephonySessionField } from '../descriptions/telephonySession';
import { requiredId, type Field } from './parameters';

const ADVICE =
	"Put this node behind a RingCentral trigger, or choose a live call in 'Telephony Session'.";

/** The call that this item is about, or another one that a field names. */
export function requiredTelephonySessionId(
	context: IExecuteFunctions,
	itemIndex: number,
	field: Field = telephonySessionField,
): string {
	const advice = field === telephonySessionField ? ADVICE : 'Choose a live call from the list.';
	return requiredId(context, field, itemIndex, advice);
}
