import { deviceField } from '../descriptions/device';
import { isShortNumber } from '../calls/events/phoneNumber';
import { textOf, type Fields } from '../calls/events/unknown';
import { allRecords } from '../transport/http/allRecords';
import { extensionOfNumber } from '../transport/http/extensionOfNumber';
import { isByNumber } from './extensionParameter';
import type { Field, Item } from './item';

/** The reason for RingCentral's refusal of a parameter's value. */
export interface UnusableValue {
	/** Follows the parameter's name, e.g. "is 999, which is not an extension of your company". */
	problem: string;
	/** One or more sentences. */
	advice: string;
}

/** Names of the locators for extensions. */
const EXTENSION_FIELDS = [
	'agentExtension',
	'callsOfExtension',
	'extension',
	'extensionId',
	'memberExtensionId',
	'voicemailExtension',
];

/**
 * Finds out why RingCentral has refused a value. Its own failures are ignored: it only explains a refusal.
 *
 * @param value of the field; empty if it cannot be read.
 * @returns undefined when the reason is not known.
 */
export async function unusableValue(
	item: Item,
	field: Field,
	value: string,
): Promise<UnusableValue | undefined> {
	try {
		if (field.name === deviceField.name) return await unusablePhone(item, value);
		if (!EXTENSION_FIELDS.includes(field.name) || !isShortNumber(value)) return undefined;
		const extension = await extensionOfNumber(item.context, value, item.index);
		if (extension === undefined) {
			return {
				problem: `is ${value}, which is not an extension of your company`,
				advice: 'Check the number, or choose from the list.',
			};
		}
		return isByNumber(item, field)
			? undefined
			: {
					problem: `is ${value}, which is an extension's number and not its ID`,
					advice: `Choose 'By Number' in '${field.displayName}', or choose from the list.`,
				};
	} catch {
		// The refusal of the operation itself is the error to report.
		return undefined;
	}
}

async function unusablePhone(item: Item, id: string): Promise<UnusableValue | undefined> {
	const path = '/restapi/v1.0/account/~/extension/~/device';
	const phones = await allRecords(item.context, path, item.index);
	const phone = phones.find((candidate) => textOf(candidate.id) === id);
	if (phone === undefined) {
		return {
			problem: `is ${id}, which is not one of your phones`,
			advice: 'Choose one of your phones from the list.',
		};
	}
	return isOff(phone)
		? {
				problem: `is ${textOf(phone.name) ?? id}, and this phone is off`,
				advice: 'Switch it on, or choose another phone from the list.',
			}
		: undefined;
}

function isOff({ status }: Fields): boolean {
	return status === 'Offline';
}
