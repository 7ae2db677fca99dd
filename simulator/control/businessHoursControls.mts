import type { FastifyInstance } from 'fastify';

import { account, extensionByNumber } from '../account.mts';
import { invalidParameter } from '../apiError.mts';
import type { Platform } from '../platform.mts';
import { type JsonObject, readObject, readOptionalString, readString } from '../requestBody.mts';

/** The ID of the extension whose number is in the body. */
function ownerOf(body: JsonObject): string {
	const number = readString(body, 'extensionNumber');
	const extension = extensionByNumber(number);
	if (!extension) throw invalidParameter('extensionNumber', number);
	return extension.id;
}

/** What an administrator sets in RingCentral's settings. */
export function registerBusinessHoursControls(server: FastifyInstance, platform: Platform): void {
	const { businessHours } = platform;

	/** Of the company, unless an `extensionNumber` is named. */
	server.put('/sim/business-hours', (request) => {
		const body = readObject(request.body);
		const isOfExtension = readOptionalString(body, 'extensionNumber') !== undefined;
		const owner = isOfExtension ? ownerOf(body) : account.id;
		businessHours.set(owner, readObject(body['schedule'], 'schedule'));
		return businessHours.of(owner);
	});

	server.post('/sim/answering-rules', (request) => {
		const { extensionNumber, ...rule } = readObject(request.body);
		return businessHours.addRule(ownerOf({ extensionNumber }), rule);
	});
}
