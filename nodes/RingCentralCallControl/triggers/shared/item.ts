import type { INodeExecutionData } from 'n8n-workflow';

import { EVENTS } from '../../calls/choice/events';
import type { CallEvent } from '../../calls/events/callEvent';
import type { Notification } from '../../calls/events/notification';
import { callEventItem, type ItemField } from '../../calls/output/callEventItem';
import { presenceItem } from '../../calls/output/presenceItem';
import type { TriggerSettings } from './triggerSettings';

/** The item of a call event. The IDs stay where the actions behind the trigger look for them. */
export function itemOf(callEvent: CallEvent, settings: TriggerSettings): INodeExecutionData {
	const item = callEventItem(callEvent, fieldsOf(callEvent, settings));
	// A shared subscription delivers it to all nodes when one of them wants it.
	if (!settings.hasSipData) delete item.sipData;
	if (settings.isSimplified) return { json: item };
	const { event, summary, telephonySessionId, partyId, callId, caughtUp } = item;
	return {
		json: {
			event,
			summary,
			telephonySessionId,
			partyId,
			callId,
			...(caughtUp && { caughtUp }),
			notification: { ...callEvent.notification },
		},
	};
}

/** With every change chosen, each event also has the fields of a change. */
function fieldsOf({ event }: CallEvent, { triggerOn }: TriggerSettings): readonly ItemField[] {
	const { fields } = EVENTS[event];
	return triggerOn.includes('anyChange') ? [...fields, ...EVENTS.anyChange.fields] : fields;
}

/** The item of a change of an extension's presence. */
export function itemOfPresence(
	notification: Notification,
	{ isSimplified }: TriggerSettings,
): INodeExecutionData {
	const item = presenceItem(notification);
	return { json: isSimplified ? item : { event: item.event, notification: { ...notification } } };
}
