import type { TransferTarget } from '../../calls/events/contract';
import { isFields, textOf } from '../../calls/events/unknown';
import type { KnownExtension } from '../../calls/parties/whereabouts';
import type { Field, Item } from '../item';
import { targetFields } from './callTarget';

/** The known parts of an extension, for a sentence. */
export interface NamedExtension extends KnownExtension {
	name?: string;
}

/** E.g. "Account Manager (102)", "extension 102", "+14155550100", "the voicemail of Reception (101)". */
export function targetWords(
	item: Item,
	target: TransferTarget,
	known: NamedExtension = {},
): string {
	const { phoneNumber, voicemail, parkOrbit, extensionId, extensionNumber } = target;
	const listed = (field: Field) => listedName(item, field);
	if (phoneNumber !== undefined) return phoneNumber;
	if (voicemail !== undefined) {
		const owner = { extensionId: voicemail, name: listed(targetFields.voicemail) };
		return `the voicemail of ${extensionWords(owner)}`;
	}
	if (parkOrbit !== undefined) {
		const name = listed(targetFields.parkOrbit);
		return `the park location ${name ?? `with the ID ${parkOrbit}`}`;
	}
	const name = listed(targetFields.extensionId);
	return extensionWords(
		name === undefined
			? { ...known, extensionId, ...(extensionNumber && { extensionNumber }) }
			: { name },
	);
}

function extensionWords({ name, extensionNumber, extensionId }: NamedExtension): string {
	if (name !== undefined)
		return extensionNumber === undefined ? name : `${name} (${extensionNumber})`;
	return extensionNumber === undefined
		? `the extension with the ID ${extensionId}`
		: `extension ${extensionNumber}`;
}

/**
 * The short number of a choice from a list, taken from the name in this node's lists
 * (`methods/extensionPage.ts`).
 */
export function listedNumber(item: Item, field: Field): string | undefined {
	return /\((\d+)\)$/.exec(listedName(item, field) ?? '')?.[1];
}

/** The name of a choice from a list in the editor, e.g. "Account Manager (102)". */
function listedName(item: Item, { name }: Field): string | undefined {
	const locator = item.value({ name }, '');
	return isFields(locator) && locator.mode === 'list'
		? textOf(locator.cachedResultName)
		: undefined;
}
