import type { Delivery } from '../../simulator/subscriptions/deliveryLog.mts';
import { isJsonObject } from '../../simulator/requestBody.mts';
import { sessionsFilter, webhook } from './apiClient.mts';
import { eventually } from './eventually.mts';
import { readCase } from './sharedMaterial.mts';
import type { SimulatorInUse } from './useSimulator.mts';
import type { ReceivedEvent, WebhookReceiver } from './webhookReceiver.mts';

export interface LegEnd {
	phoneNumber?: string;
	name?: string;
	extensionId?: string;
	deviceId?: string;
}

export interface NotifiedParty {
	id: string;
	direction: string;
	extensionId?: string;
	from: LegEnd;
	to: LegEnd;
	status: {
		code: string;
		reason?: string;
		parkData?: string;
		peerId?: { telephonySessionId: string; sessionId: string; partyId: string };
	};
	park?: { id?: string };
	missedCall: boolean;
	muted?: boolean;
	ringOutRole?: string;
	ringMeRole?: string;
	uiCallInfo?: object;
}

export interface PartyNotification {
	telephonySessionId: string;
	sessionId: string;
	sequence: number;
	origin: string;
	party: NotifiedParty;
}

type Receiver = Pick<WebhookReceiver, 'address' | 'events'>;

export async function subscribe(
	{ api }: Pick<SimulatorInUse, 'api'>,
	{ address }: Receiver,
	eventFilters = [sessionsFilter],
): Promise<void> {
	const { status } = await api.post('/restapi/v1.0/subscription', webhook(address, eventFilters));
	expect(status).toBe(200);
}

/** The notifications of parties in the order of sending, once all have arrived. */
export async function notificationsOf(
	{ control }: Pick<SimulatorInUse, 'control'>,
	receiver: Receiver,
): Promise<PartyNotification[]> {
	await eventually(
		async () => (await control.get<Array<{ atRest: boolean }>>('/calls')).data,
		(calls) => calls.every(({ atRest }) => atRest),
	);
	const { data: deliveries } = await eventually(
		async () => await control.get<Delivery[]>('/deliveries'),
		({ data }) => data.every(({ finishedAt }) => finishedAt !== null),
	);
	const places = new Map(deliveries.map(({ uuid }, place) => [uuid, place]));
	return receiver
		.events()
		.sort((one, other) => (places.get(one.uuid) ?? 0) - (places.get(other.uuid) ?? 0))
		.flatMap(partyNotification);
}

/** A captured or written notification in the same form, one entry for each party. */
export function partyNotification(event: unknown): PartyNotification[] {
	const body = isJsonObject(event) ? event['body'] : undefined;
	if (!isTelephonyBody(body)) return [];
	const { telephonySessionId, sessionId, sequence, origin, parties } = body;
	return parties.map((party) => ({
		telephonySessionId,
		sessionId,
		sequence,
		origin: origin.type,
		party,
	}));
}

/** RingCentral's notifications of a case in `test/fixtures/cases`, in the same form. */
export function writtenNotifications(name: string): PartyNotification[] {
	return readCase(name).flatMap(partyNotification);
}

interface TelephonyBody extends Pick<
	PartyNotification,
	'telephonySessionId' | 'sessionId' | 'sequence'
> {
	origin: { type: string };
	parties: NotifiedParty[];
}

function isTelephonyBody(body: unknown): body is TelephonyBody {
	return isJsonObject(body) && Array.isArray(body['parties']);
}

/** A summary of each notification: `number of the party, direction, status/reason`. */
export function story(notifications: readonly PartyNotification[]): string[] {
	return notifications.map(({ party: { id, direction, status } }) => {
		const { code, reason } = status;
		return `${id.split('-').at(-1)} ${direction} ${code}${reason === undefined ? '' : `/${reason}`}`;
	});
}

/** The names of a party's members, and of the members of its status and its ends. */
export function members({ party }: PartyNotification): object {
	return {
		party: Object.keys(party).sort(),
		status: Object.keys(party.status).sort(),
		from: Object.keys(party.from).sort(),
		to: Object.keys(party.to).sort(),
	};
}

/** The received events about a presence. */
export function presenceEvents(receiver: Receiver): ReceivedEvent[] {
	return receiver.events().filter(({ body }) => body.telephonyStatus !== undefined);
}
