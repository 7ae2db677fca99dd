import type SubscriptionInfo from '@rc-ex/core/definitions/SubscriptionInfo';
import type { AxiosInstance } from 'axios';

/** The simulator's control API under /sim, as far as the lab and the end-to-end tests use it. */

export interface PlacedCall {
	telephonySessionId: string;
	parties: Array<{ id: string; extensionId?: string; direction: string; status: { code: string } }>;
}

/** A request that RingCentral has received. */
export interface ReceivedRequest {
	number: number;
	/** Milliseconds since 1970. */
	at: number;
	method: string;
	path: string;
	status: number;
	body: unknown;
}

/** A WebSocket session that is connected or can be recovered. */
export interface Socket {
	id: string;
	isOpen: boolean;
	subscriptionId: string | null;
	eventFilters: string[];
	/** Milliseconds since 1970. */
	openedAt: number;
	/** Events that wait for a recovery. */
	bufferedEvents: number;
	/** How often its client has connected: once, and once more with each recovery. */
	connections: number;
}

/** A notification that no call is behind; a `uuid` is made up where none is given. */
export interface ArbitraryNotification {
	event: string;
	body: unknown;
	uuid?: string;
	timestamp?: string;
	ownerId?: string;
	/** The one subscription that gets it; where none has this id, all get it, with this id. */
	subscriptionId?: string;
	/** How often it is sent; once if left out. */
	times?: number;
}

/** A notification that RingCentral has sent. */
export interface Delivery {
	/** Milliseconds since 1970. */
	at: number;
	subscriptionId: string;
	kind: 'event' | 'validation' | 'reminder';
	/** HTTP status of the answer, 200 for a frame on a WebSocket; null when nothing came through. */
	status: number | null;
	/** Of the notification. */
	uuid: string | null;
	telephonySessionId?: string;
	partyId?: string;
	/** Of the notification among those of its call. */
	sequence?: number;
	/** Status of the party, e.g. "Proceeding". */
	statusCode?: string;
}

/** A phone outside the account or an extension inside rings somebody. Resolves when it rings. */
export async function placeCall(
	control: AxiosInstance,
	from: { phoneNumber: string; name?: string },
	to: { phoneNumber: string } | { extensionNumber: string },
): Promise<PlacedCall> {
	return (await control.post<PlacedCall>('/calls', { from, to })).data;
}

/** Somebody picks up the phone. */
export async function answer(
	control: AxiosInstance,
	{ telephonySessionId }: PlacedCall,
	partyId: string,
): Promise<void> {
	await control.post(`/calls/${telephonySessionId}/parties/${partyId}/answer`);
}

/** The call as it is now, also when it has ended. */
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

/** The requests that RingCentral has received, oldest first, those of the control API left out. */
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

/** Every WebSocket breaks off, as when a network does. */
export async function cutSockets(control: AxiosInstance): Promise<void> {
	await control.post('/sockets/cut');
}

/** Every WebSocket is closed properly; with a code such as "WSG-903", after an Error frame. */
export async function closeSockets(control: AxiosInstance, errorCode?: string): Promise<void> {
	await control.post('/sockets/close', { errorCode });
}

/** The gateway falls silent without closing anything, for everybody or for one session. */
export async function silenceSockets(
	control: AxiosInstance,
	session?: Pick<Socket, 'id'>,
): Promise<void> {
	await control.post('/sockets/silence', { id: session?.id });
}

/** One frame with this text to every WebSocket. */
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
