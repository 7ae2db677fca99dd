import {
	sleep,
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { eventsOf, type CallEvent } from '../../calls/choice/callEvent';
import { isWanted } from '../../calls/choice/callFilters';
import { hasLeft, partiesOf, type Notification, type Party } from '../../calls/events/notification';
import { simplifiedCallEvent, simplifiedPresence } from '../../calls/output/simplifiedEvent';
import { textOf } from '../../calls/events/unknown';
import { answer } from './answer';
import { isCallOver } from '../shared/callOver';
import { memoryOf } from '../shared/memory';
import { triggerSettings, type TriggerSettings } from '../shared/triggerSettings';

/** What happened, and to whom. */
interface Happening {
	event: CallEvent;
	party: Party;
}

/**
 * Shared by everything in this process: what has been reported already. RingCentral may deliver
 * twice, and calls a party "Answered" again after a hold, a mute or a change of the recording.
 * Only what happens once is looked up here, so that a process which has forgotten, or another
 * process of the same n8n, reports one too many and never one too few.
 */
const isReportedFirst = memoryOf(20_000);

/**
 * How long to wait before asking whether a call is over. The leg of an outside party ends some 10
 * milliseconds after the extension's, and RingCentral need not tell an extension about it.
 */
const LAST_LEG_MILLISECONDS = 1_000;

/** Starts the workflow with the events of a call that the node's parameters ask for. */
export async function receiveCall(
	context: IWebhookFunctions,
	notification: Notification,
): Promise<IWebhookResponseData> {
	if (isRepeated(notification)) return answer(context, 200);
	const settings = triggerSettings(context);
	const parties = partiesOf(notification).filter((party) => isWanted(party, settings.filters));
	if (!settings.triggerOn.includes('callEnded') || !parties.some(hasLeft)) {
		const happenings = happeningsOf(notification, parties, settings, false);
		return start(context, itemsOf(context, notification, happenings, settings));
	}
	// Asking may take longer than the three seconds for which RingCentral waits.
	const answered = answer(context, 200);
	if (settings.scope === 'extension') await sleep(LAST_LEG_MILLISECONDS);
	const isOver = await isOverAfter(context, notification);
	const happenings = happeningsOf(notification, parties, settings, isOver);
	const items = itemsOf(context, notification, happenings, settings);
	return items.length === 0 ? answered : { ...answered, workflowData: [items] };
}

async function isOverAfter(
	context: IWebhookFunctions,
	notification: Notification,
): Promise<boolean> {
	const telephonySessionId = textOf(notification.body.telephonySessionId);
	if (telephonySessionId === undefined) return false;
	const left = partiesOf(notification)
		.filter(hasLeft)
		.map(({ id }) => id);
	return await isCallOver(context, telephonySessionId, { left });
}

/** Starts the workflow with a change of an extension's presence. */
export function receivePresence(
	context: IWebhookFunctions,
	notification: Notification,
): IWebhookResponseData {
	const { isSimplified, triggerOn } = triggerSettings(context);
	if (!triggerOn.includes('presenceChanged') || isRepeated(notification)) {
		return answer(context, 200);
	}
	const simplified = simplifiedPresence(notification);
	const json = isSimplified
		? simplified
		: { event: simplified.event, notification: context.getBodyData() };
	return start(context, [{ json }]);
}

/** n8n answers only when the execution is stored, so that a 200 means that the event is safe. */
function start(context: IWebhookFunctions, items: INodeExecutionData[]): IWebhookResponseData {
	return items.length === 0 ? answer(context, 200) : { workflowData: [items] };
}

function isRepeated({ subscriptionId, uuid }: Notification): boolean {
	return uuid !== undefined && !isReportedFirst(`${subscriptionId} ${uuid}`);
}

function happeningsOf(
	notification: Notification,
	parties: Party[],
	{ filters, triggerOn }: TriggerSettings,
	isOver: boolean,
): Happening[] {
	return parties.flatMap((party): Happening[] => {
		const shown: CallEvent[] = eventsOf(party, filters.direction);
		if (isOver) shown.unshift('callEnded');
		const chosen = shown.filter(
			(event) => triggerOn.includes(event) && isFirst(event, notification, party),
		);
		if (chosen.length > 0) return chosen.map((event) => ({ event, party }));
		return triggerOn.includes('anyChange') ? [{ event: shown[0] ?? 'anyChange', party }] : [];
	});
}

/** A party is answered or missed at most once, and a call ends once. */
function isFirst(event: CallEvent, { subscriptionId, body }: Notification, { id }: Party): boolean {
	switch (event) {
		case 'answered':
		case 'missed':
			return isReportedFirst(`${subscriptionId} ${id} ${event}`);
		case 'callEnded':
			return isReportedFirst(`${subscriptionId} ${textOf(body.telephonySessionId)} ${event}`);
		default:
			return true;
	}
}

function itemsOf(
	context: IWebhookFunctions,
	notification: Notification,
	happenings: Happening[],
	{ isSimplified }: TriggerSettings,
): INodeExecutionData[] {
	return happenings.map(({ event, party }) => {
		const simplified = simplifiedCallEvent(event, notification, party);
		return {
			json: isSimplified ? simplified : unsimplified(simplified, context.getBodyData()),
		};
	});
}

/** The ids stay where the actions behind the trigger look for them. */
function unsimplified(
	{ event, telephonySessionId, partyId }: ReturnType<typeof simplifiedCallEvent>,
	notification: IDataObject,
): IDataObject {
	return { event, telephonySessionId, partyId, notification };
}
