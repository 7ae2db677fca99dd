import { voicemailIdField, voicemailOwnerField } from '../../descriptions/voicemail';
import { isFields, textOf, type Fields } from '../../calls/events/unknown';
import { messagePath } from '../../transport/http/messagePath';
import { extensionIdOrOwn } from '../extensionParameter';
import type { Item } from '../item';

/** For the refusal of a missing voicemail. */
export const namedVoicemail = {
	field: voicemailIdField,
	advice: "Check that 'Extension' is the one whose voicemail it is, and that it was not deleted.",
};

const KINDS = new Map([
	['Fax', 'a fax'],
	['Pager', 'a message between colleagues'],
	['SMS', 'a text message'],
	['Text', 'a text message'],
]);

/**
 * The voicemail that 'Extension' and 'Voicemail ID' name. Only its type is checked.
 *
 * @throws NodeOperationError or NodeApiError naming the parameter.
 */
export async function chosenVoicemail(
	item: Item,
): Promise<{ id: string; path: string; message: Fields }> {
	const id = item.requiredId(
		voicemailIdField,
		"Put this node behind 'Get Many' of the voicemail, which puts the ID on its items.",
	);
	const path = messagePath(await extensionIdOrOwn(item, voicemailOwnerField), id);
	const body = await item.request(
		{ method: 'GET', path },
		{ naming: namedVoicemail, fields: { extensionId: voicemailOwnerField } },
	);
	const message = isFields(body) ? body : {};
	const kind = KINDS.get(textOf(message.type) ?? '');
	if (kind === undefined) return { id, path, message };
	throw item.parameterError(
		voicemailIdField,
		`is ${id}, which is ${kind} and no voicemail`,
		"Take the ID from 'Get Many' of the voicemail.",
	);
}
