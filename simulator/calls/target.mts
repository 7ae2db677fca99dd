import { type Extension, deviceById, extensionById } from '../account.mts';
import { invalidParameter } from '../apiError.mts';
import { type JsonObject, readOneOf, readString } from '../requestBody.mts';
import { type Destination, findDestination } from './destination.mts';

/** The target that a command sends a call to. */
export type Target =
	| { kind: 'destination'; destination: Destination }
	| { kind: 'voicemail'; owner: Extension }
	| { kind: 'parkLocation'; location: Extension };

export const forwardFields = [
	'phoneNumber',
	'voicemail',
	'extensionNumber',
	'extensionId',
] as const;
export const transferFields = [...forwardFields, 'parkOrbit'] as const;

/** @throws ApiError 400 CMN-101 unless exactly one field names an existing target */
export function readTarget(
	body: JsonObject,
	fields: readonly (typeof transferFields)[number][],
): Target {
	const { name, value } = readOneOf(body, fields);
	switch (name) {
		case 'voicemail':
			return { kind: 'voicemail', owner: extensionOfType('User', name, value) };
		case 'parkOrbit':
			return { kind: 'parkLocation', location: extensionOfType('ParkLocation', name, value) };
		default:
			return { kind: 'destination', destination: findDestination(name, value) };
	}
}

/** @throws ApiError 400 CMN-101 */
export function extensionOfType(type: Extension['type'], name: string, id: string): Extension {
	const extension = extensionById(id);
	if (extension?.type !== type) throw invalidParameter(name, id);
	return extension;
}

/**
 * The device that takes or makes a call: it must be online, and no browser or mobile app.
 * @throws ApiError 400 CMN-101
 */
export function readDevice(body: JsonObject): { deviceId: string; extension: Extension } {
	const deviceId = readString(body, 'deviceId');
	const found = deviceById(deviceId);
	// Assumption DEVICE-OFFLINE: no source shows the answer to a device that is offline.
	if (found?.device.status !== 'Online') throw invalidParameter('deviceId', deviceId);
	return { deviceId, extension: found.extension };
}
