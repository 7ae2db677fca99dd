import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { textOf, type Fields } from '../calls/events/unknown';
import { allRecords } from '../transport/http/allRecords';
import { matching } from './matching';

/** The types of phones that can take a call, unlike paging systems, meeting rooms and the like. */
const PHONES = new Map([
	['HardPhone', 'desk phone'],
	['OtherPhone', 'other phone'],
	['SoftPhone', 'RingCentral app'],
]);

/**
 * The phones of the signed-in user, switched-on ones first.
 *
 * https://developers.ringcentral.com/api-reference/Devices/listExtensionDevices
 */
export async function searchDevices(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const devices = await allRecords(this, '/restapi/v1.0/account/~/extension/~/device');
	const phones = devices
		.filter(({ type }) => PHONES.has(textOf(type) ?? ''))
		.sort((one, other) => Number(isOnline(other)) - Number(isOnline(one)));
	return matching(
		phones.flatMap((phone) => {
			const id = textOf(phone.id);
			return id === undefined ? [] : [{ name: nameOf(phone), value: id }];
		}),
		filter,
	);
}

function isOnline(device: Fields): boolean {
	return device.status === 'Online';
}

function nameOf(device: Fields): string {
	const kind = PHONES.get(textOf(device.type) ?? '') ?? 'phone';
	return `${textOf(device.name) ?? 'Phone'} (${kind}${isOnline(device) ? '' : ', switched off'})`;
}
