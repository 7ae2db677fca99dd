import { isFields, textOf, type Fields } from '../events/unknown';

/**
 * The owner of a short number: a user, a call queue, a park location; unknown fields are null.
 *
 * @param extension one record of RingCentral's extension list, unchecked.
 */
export function simplifiedExtension(extension: Fields) {
	const contact = isFields(extension.contact) ? extension.contact : {};
	const site = isFields(extension.site) ? extension.site : {};
	return {
		extensionId: textOf(extension.id) ?? null,
		extensionNumber: textOf(extension.extensionNumber) ?? null,
		name: textOf(extension.name) ?? null,
		/** E.g. "User", "Department" for a call queue, "ParkLocation". */
		type: textOf(extension.type) ?? null,
		status: textOf(extension.status) ?? null,
		email: textOf(contact.email) ?? null,
		phoneNumber: textOf(contact.businessPhone) ?? null,
		department: textOf(contact.department) ?? null,
		site: textOf(site.name) ?? null,
		hidden: extension.hidden === true,
	};
}
