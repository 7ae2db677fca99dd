import { isFields, listOf, textOf, type Fields } from '../events/unknown';

/**
 * A phone of a user; an unknown value is null.
 *
 * @param device a DeviceResource of RingCentral's, unchecked.
 */
export function simplifiedDevice(device: Fields) {
	const extension = isFields(device.extension) ? device.extension : {};
	const model = isFields(device.model) ? device.model : {};
	return {
		deviceId: textOf(device.id) ?? null,
		name: textOf(device.name) ?? null,
		/** E.g. "HardPhone" for a desk phone, "SoftPhone" for the app on a computer. */
		type: textOf(device.type) ?? null,
		/** "Online" or "Offline": only a phone that is online can take a call. */
		status: textOf(device.status) ?? null,
		model: textOf(model.name) ?? null,
		computerName: textOf(device.computerName) ?? null,
		phoneNumber: phoneNumberOf(device) ?? null,
		extensionId: textOf(extension.id) ?? null,
		extensionNumber: textOf(extension.extensionNumber) ?? null,
	};
}

/** The number of the first of its lines that has one. */
function phoneNumberOf(device: Fields): string | undefined {
	return listOf(device.phoneLines)
		.filter(isFields)
		.flatMap(({ phoneInfo }) => (isFields(phoneInfo) ? (textOf(phoneInfo.phoneNumber) ?? []) : []))
		.at(0);
}
