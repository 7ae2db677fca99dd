import type SubscriptionInfo from '@rc-ex/core/definitions/SubscriptionInfo';
import type { AxiosInstance } from 'axios';

/** The part of the simulator's control API, under /sim, that the lab and the end-to-end tests use. */

export interface PlacedCall {
	telephonySessionId: string;
	parties: Array<{ id: string; extensionId?: string; direction: string; status: { code: string } }>;
}

/** A request to RingCentral. */
export interface ReceivedRequest {
	number: number;
	/** Milliseconds since the epoch. */
	at: number;
	method: string;
	path: string;
	status: number;
	body: unknown;
}

/** A WebSocket session that is connected or can be resumed. */
export interface Socket {
	id: string;
	isOpen: boolean;
	subscriptionId: string | null;
	eventFilters: string[];
	/** Milliseconds since the epoch. */
	openedAt: number;
	/** Number of events that wait until the session is resumed. */
	bufferedEvents: number;
	/** Number of connections of this session: the first, and one for each time it was resumed. */
	connections: number;
}

/** A notification without a call behind it; `uuid` is random if left out. */
export interface ArbitraryNotification {
	event: string;
	body: unknown;
	uuid?: string;
	timestamp?: string;
	ownerId?: string;
	/** Only this subscription gets it; if the ID is unknown, all get it, with this ID. */
	subscriptionId?: string;
	/** Number of times it is sent; once if left out. */
	times?: number;
}

/** A notification from RingCentral. */
export interface Delivery {
	/** Milliseconds since the epoch. */
	at: number;
	subscriptionId: string;
	kind: 'event' | 'validation' | 'reminder';
	/** HTTP status of the answer, 200 for a frame on a WebSocket; null when the delivery failed. */
	status: number | null;
	/** ID of the notification. */
	uuid: string | null;
	telephonySessionId?: string;
	partyId?: string;
	/** Number of the notification within its telephony session. */
	sequence?: number;
	/** Status of the party, e.g. "Proceeding". */
	statusCode?: string;
}

/** Places a call from an outside phone or from an extension. Resolves when it rings. */
export async function placeCall(
	control: AxiosInstance,
	from: { phoneNumber: string; name?: string },
	to: { phoneNumber: string } | { extensionNumber: string },
): Promise<PlacedCall> {
	return (await control.post<PlacedCall>('/calls', { from, to })).data;
}

/** The party picks up the phone. */
export async function answer(
	control: AxiosInstance,
	{ telephonySessionId }: PlacedCall,
	partyId: string,
): Promise<void> {
	await control.post(`/calls/${telephonySessionId}/parties/${partyId}/answer`);
}

/** The present state of a call, also of an ended one. */
export async function getCall(
	control: AxiosInstance,
	{ telephonySessionId }: Pick<PlacedCall, 'telephonySessionId'>,
): Promise<PlacedCall> {
	return (await control.get<PlacedCall>(`/calls/${telephonySessionId}`)).data;
}

export async function hangUp(
	control: AxiosInstance,
	{ telephonySessionId }: PlacedCall,
): Promise<void> {
	await control.post(`/calls/${telephonySessionId}/hangup`);
}

/** The requests to RingCentral, oldest first, without those to the control API. */
export async function receivedRequests(control: AxiosInstance): Promise<ReceivedRequest[]> {
	return (await control.get<ReceivedRequest[]>('/requests')).data;
}

export async function deliveries(control: AxiosInstance): Promise<Delivery[]> {
	return (await control.get<Delivery[]>('/deliveries')).data;
}

export async function subscriptions(control: AxiosInstance): Promise<SubscriptionInfo[]> {
	return (await control.get<SubscriptionInfo[]>('/subscriptions')).data;
}

export async function sockets(control: AxiosInstance): Promise<Socket[]> {
	return (await control.get<Socket[]>('/sockets')).data;
}

/** Breaks every WebSocket, as a network failure does. */
export async function cutSockets(control: AxiosInstance): Promise<void> {
	await control.post('/sockets/cut');
}

/** Closes every WebSocket properly; with a code such as "WSG-903", after an Error frame. */
export async function closeSockets(control: AxiosInstance, errorCode?: string): Promise<void> {
	await control.post('/sockets/close', { errorCode });
}

/** Silences the gateway without closing connections, for all sessions or for one. */
export async function silenceSockets(
	control: AxiosInstance,
	session?: Pick<Socket, 'id'>,
): Promise<void> {
	await control.post('/sockets/silence', { id: session?.id });
}

/** Sends a frame with this text to every WebSocket. */
export async function sendText(control: AxiosInstance, text: string): Promise<void> {
	await control.post('/sockets/send', { text });
}

/** Sends notifications, in this order, to the WebSocket subscriptions. */
export async function sendNotifications(
	control: AxiosInstance,
	notifications: ArbitraryNotification[],
): Promise<void> {
	await control.post('/notifications', notifications);
}
