import type { IExecuteFunctions } from 'n8n-workflow';

import { telephonySessionField } from '../descriptions/telephonySession';
import { requiredId } from './parameters';

const ADVICE =
	"Put this node behind a RingCentral trigger, or choose a live call in 'Telephony Session'.";

/** The call that this item is about. */
export function requiredTelephonySessionId(context: IExecuteFunctions, itemIndex: number): string {
	return requiredId(context, telephonySessionField, itemIndex, ADVICE);
}
