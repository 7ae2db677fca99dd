import type { FastifyInstance } from 'fastify';

import { account, extensionByNumber } from '../account.mts';
import { invalidParameter } from '../apiError.mts';
import type { Platform } from '../platform.mts';
import { type JsonObject, readObject, readOptionalString } from '../requestBody.mts';

/** The ID of the extension whose number is in the body; without a number, the account's. */
function ownerOf(body: JsonObject): string {
	const number = readOptionalString(body, 'extensionNumber');
	if (number === undefined) return account.id;
	const extension = extensionByNumber(number);
	if (!extension) throw invalidParameter('extensionNumber', number);
	return extension.id;
}

/** An administrator's changes in RingCentral's settings, for the company or for an `extensionNumber`. */
export function registerBusinessHoursControls(server: FastifyInstance, platform: Platform): void {
	const { businessHours } = platform;

	server.put('/sim/business-hours', (request) => {
		const body = readObject(request.body);
		const owner = ownerOf(body);
		businessHours.set(owner, readObject(body['schedule'], 'schedule'));
		return businessHours.of(owner);
	});

	server.post('/sim/answering-rules', (request) => {
		const { extensionNumber, ...rule } = readObject(request.body);
		return businessHours.addRule(ownerOf({ extensionNumber }), rule);
	});
}
