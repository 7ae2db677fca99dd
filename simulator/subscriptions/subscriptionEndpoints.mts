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
import { type EventFilter, parseEventFilter, permissionFor } from './eventFilter.mts';
import { checkAddress, shakeHands } from './handshake.mts';
import { type Subscription, subscriptionInfo } from './subscription.mts';
import { type SubscriptionTerms, checkReminder } from './subscriptions.mts';

const subscriptionsPath = '/restapi/v1.0/subscription';
const light = { config: { group: 'Light' } } as const;
const medium = { config: { group: 'Medium' } } as const;

const longestLife = 315_360_000;
/** Assumption: the default for webhooks is not documented. */
const usualLife = 604_800;

function readExpiresIn(body: JsonObject): number {
	const seconds = readOptionalNumber(body, 'expiresIn') ?? usualLife;
	if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestLife) {
		throw invalidParameter('expiresIn', String(seconds));
	}
	return seconds;
}

function readTerms(platform: Platform, body: JsonObject, ownerId: string): SubscriptionTerms {
	const uris = readStrings(body, 'eventFilters');
	if (uris.length === 0) throw invalidParameter('eventFilters');
	const filters = uris.map((uri) => parseEventFilter(uri, ownerId));
	for (const permission of permissionsFor(filters)) requirePermission(platform, permission);
	const expiresIn = readExpiresIn(body);
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

function subscriptionOf(request: FastifyRequest, platform: Platform): Subscription {
	const { clientId, extensionId } = loginOf(request);
	const id = isJsonObject(request.params) ? request.params['subscriptionId'] : undefined;
	const found = platform.subscriptions
		.of(clientId, extensionId)
		.find((subscription) => subscription.id === id);
	if (!found) {
		throw new ApiError(404, 'SUB-507', 'Subscription is not found or has expired');
	}
	return found;
}

async function create(request: FastifyRequest, platform: Platform): Promise<Subscription> {
	const { clientId, extensionId: ownerId } = loginOf(request);
	requirePermission(platform, 'SubscriptionWebhook');
	const body = readObject(request.body);
	const delivery = readObject(body['deliveryMode'], 'deliveryMode');
	if (delivery['transportType'] !== 'WebHook') {
		throw invalidParameter('deliveryMode.transportType', delivery['transportType']);
	}
	const address = readString(delivery, 'address');
	const verificationToken = readOptionalString(delivery, 'verificationToken');
	const terms = readTerms(platform, body, ownerId);
	checkAddress(address);
	platform.subscriptions.checkLimit(clientId, ownerId);

	const { clock, deliveries: log } = platform;
	await shakeHands(address, { clock, log, subscriptionId: null });
	return platform.subscriptions.add(
		{ clientId, ownerId, address, verificationToken },
		terms,
		baseUrlOf(request),
	);
}

export function registerSubscriptionEndpoints(server: FastifyInstance, platform: Platform): void {
	const view = (subscription: Subscription) => subscriptionInfo(subscription, platform.clock.now());

	server.post(subscriptionsPath, medium, async (request) => view(await create(request, platform)));

	server.get(subscriptionsPath, light, (request) => {
		const { clientId, extensionId } = loginOf(request);
		return {
			uri: `${baseUrlOf(request)}${subscriptionsPath}`,
			records: platform.subscriptions.of(clientId, extensionId).map(view),
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
				? { ...subscription, expiresIn: readExpiresIn(body) }
				: readTerms(platform, body, subscription.ownerId);
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
