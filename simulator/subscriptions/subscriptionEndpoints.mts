import type { FastifyInstance, FastifyRequest } from 'fastify';

import { loginOf, requirePermission } from '../apiAccess.mts';
import { ApiError, invalidParameter } from '../apiError.mts';
import type { Platform } from '../platform.mts';
import {
	type JsonObject,
	isJsonObject,
	readObject,
	readOptionalNumber,
	readOptionalString,
	readString,
	readStrings,
} from '../requestBody.mts';
import { baseUrlOf } from '../requestUrl.mts';
import { requestingSocket } from '../webSocket/socketRequest.mts';
import type { SocketSession } from '../webSocket/socketSession.mts';
import { webSocketPermission } from '../webSocket/webSocketPermission.mts';
import { type EventFilter, parseEventFilter, permissionFor } from './eventFilter.mts';
import { checkAddress, shakeHands } from './handshake.mts';
import { type Subscription, subscriptionInfo } from './subscription.mts';
import { type SubscriptionTerms, checkReminder } from './subscriptions.mts';
import type { Transport } from './transport.mts';
import { WebhookTransport } from './webhookTransport.mts';

const subscriptionsPath = '/restapi/v1.0/subscription';
const light = { config: { group: 'Light' } } as const;
const medium = { config: { group: 'Medium' } } as const;

const maxLifetime = 315_360_000;
/** Assumption WEBHOOK-LIFE: the default for webhooks is not documented. */
const defaultLifetime = 604_800;
/** Assumption SOCKET-LIFE: the lifetime on a WebSocket is always the captured one, despite a requested value. */
const webSocketLifetime = 86_399;

function readExpiresIn(body: JsonObject, transport: Transport): number {
	if (transport.renewsItself) return webSocketLifetime;
	const seconds = readOptionalNumber(body, 'expiresIn') ?? defaultLifetime;
	if (!Number.isInteger(seconds) || seconds < 1 || seconds > maxLifetime) {
		throw invalidParameter('expiresIn', String(seconds));
	}
	return seconds;
}

function readTerms(
	platform: Platform,
	body: JsonObject,
	{ ownerId, transport }: Pick<Subscription, 'ownerId' | 'transport'>,
): SubscriptionTerms {
	const uris = readStrings(body, 'eventFilters');
	if (uris.length === 0) throw invalidParameter('eventFilters');
	const filters = uris.map((uri) => parseEventFilter(uri, ownerId));
	for (const permission of permissionsFor(filters)) requirePermission(platform, permission);
	const expiresIn = readExpiresIn(body, transport);
	checkReminder(filters, expiresIn);
	return { filters, expiresIn, disabledFilters: disabledAmong(platform, filters) };
}

function permissionsFor(filters: readonly EventFilter[]): string[] {
	return filters.flatMap((filter) => permissionFor[filter.kind] ?? []);
}

function disabledAmong(
	platform: Platform,
	filters: readonly EventFilter[],
): SubscriptionTerms['disabledFilters'] {
	const uris = new Set(filters.map((filter) => filter.uri));
	return platform.options.disabledFilters.filter((disabled) => uris.has(disabled.filter));
}

/**
 * Assumption SOCKET-REACH: a subscription on a WebSocket can be seen and changed on that WebSocket only, and
 * is not in the list that HTTP answers.
 */
function visibleSubscriptions(request: FastifyRequest, platform: Platform): Subscription[] {
	const { clientId, extensionId } = loginOf(request);
	const socket = requestingSocket();
	return platform.subscriptions
		.of(clientId, extensionId)
		.filter(({ transport }) => transport instanceof WebhookTransport || transport === socket);
}

function subscriptionOf(request: FastifyRequest, platform: Platform): Subscription {
	const id = isJsonObject(request.params) ? request.params['subscriptionId'] : undefined;
	const found = visibleSubscriptions(request, platform).find(
		(subscription) => subscription.id === id,
	);
	if (!found) {
		throw new ApiError(404, 'SUB-507', 'Subscription is not found or has expired');
	}
	return found;
}

async function create(request: FastifyRequest, platform: Platform): Promise<Subscription> {
	const socket = requestingSocket();
	const body = readObject(request.body);
	const delivery = readObject(body['deliveryMode'], 'deliveryMode');
	if (socket && delivery['transportType'] === 'WebSocket') {
		return createOnWebSocket(request, platform, socket);
	}
	requirePermission(platform, 'SubscriptionWebhook');
	if (delivery['transportType'] !== 'WebHook') {
		throw invalidParameter('deliveryMode.transportType', delivery['transportType']);
	}
	return createForWebhook(request, platform, delivery);
}

async function createForWebhook(
	request: FastifyRequest,
	platform: Platform,
	delivery: JsonObject,
): Promise<Subscription> {
	const { clientId, extensionId: ownerId } = loginOf(request);
	const transport = new WebhookTransport(
		readString(delivery, 'address'),
		readOptionalString(delivery, 'verificationToken'),
	);
	const terms = readTerms(platform, readObject(request.body), { ownerId, transport });
	checkAddress(transport.address);
	platform.subscriptions.checkLimit(clientId, ownerId);

	const { clock, deliveries: log } = platform;
	await shakeHands(transport.address, { clock, log, subscriptionId: null });
	return platform.subscriptions.add({ clientId, ownerId, transport }, terms, baseUrlOf(request));
}

/** A WebSocket has one subscription; a new one replaces it. */
function createOnWebSocket(
	request: FastifyRequest,
	platform: Platform,
	transport: SocketSession,
): Subscription {
	const { clientId, extensionId: ownerId } = loginOf(request);
	requirePermission(platform, webSocketPermission);
	const terms = readTerms(platform, readObject(request.body), { ownerId, transport });
	const before = platform.subscriptions.through(transport);
	platform.subscriptions.checkLimit(clientId, ownerId, before);
	if (before) platform.subscriptions.remove(before);
	return platform.subscriptions.add({ clientId, ownerId, transport }, terms, '');
}

export function registerSubscriptionEndpoints(server: FastifyInstance, platform: Platform): void {
	const view = (subscription: Subscription) => subscriptionInfo(subscription, platform.clock.now());

	server.post(subscriptionsPath, medium, async (request, reply) => {
		const subscription = await create(request, platform);
		if (subscription.transport === requestingSocket()) {
			void reply.header('WSG-SubscriptionId', subscription.id);
		}
		return view(subscription);
	});

	server.get(subscriptionsPath, light, (request) => {
		return {
			uri: `${baseUrlOf(request)}${subscriptionsPath}`,
			records: visibleSubscriptions(request, platform).map(view),
		};
	});

	server.get(`${subscriptionsPath}/:subscriptionId`, light, (request) =>
		view(subscriptionOf(request, platform)),
	);

	/** Only filters and lifetime can change; an empty body renews for the default time. */
	server.put(`${subscriptionsPath}/:subscriptionId`, medium, (request) => {
		const subscription = subscriptionOf(request, platform);
		const body = readObject(request.body);
		const terms =
			body['eventFilters'] === undefined
				? { ...subscription, expiresIn: readExpiresIn(body, subscription.transport) }
				: readTerms(platform, body, subscription);
		platform.subscriptions.change(subscription, terms);
		return view(subscription);
	});

	server.post(`${subscriptionsPath}/:subscriptionId/renew`, light, (request) => {
		const subscription = subscriptionOf(request, platform);
		platform.subscriptions.renew(subscription);
		return view(subscription);
	});

	server.delete(`${subscriptionsPath}/:subscriptionId`, medium, (request, reply) => {
		platform.subscriptions.remove(subscriptionOf(request, platform));
		return reply.code(204).send();
	});
}
