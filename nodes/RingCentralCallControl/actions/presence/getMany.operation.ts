import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedPresence } from '../../calls/output/simplifiedPresence';
import { isShortNumber } from '../../calls/events/phoneNumber';
import { isFields, textOf, type Fields } from '../../calls/events/unknown';
import { listedExtensions, type ListedExtension } from '../extensionNames';
import type { Item } from '../item';
import { isJsonObject } from '../jsonObject';
import { manyRecords } from '../manyRecords';
import type { Operation } from '../operation';
import { visiblePresence } from '../visiblePresence';

const presenceOfField: INodeProperties = {
	displayName: 'Presence Of',
	name: 'presenceOf',
	type: 'options',
	options: [
		{
			name: 'Chosen Extensions',
			value: 'extensions',
			description: 'One after the other',
		},
		{
			name: 'Everybody',
			value: 'account',
			description: 'All users at once, which RingCentral allows some ten times a minute',
		},
	],
	default: 'extensions',
	description: 'Whose presence to get',
};

const extensionsField: INodeProperties = {
	displayName: 'Extension Names or IDs',
	name: 'extensions',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getExtensions' },
	required: true,
	default: [],
	description:
		'The users to look at; an expression may also give short numbers, such as 101, 102. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many presences',
	description: 'Get many users with whether they can take a call now, and why not',
	properties: [
		presenceOfField,
		...updateDisplayOptions({ show: { presenceOf: ['extensions'] } }, [extensionsField]),
		...updateDisplayOptions({ show: { presenceOf: ['account'] } }, returnAllFields),
		simplifyField,
	],
	async execute(item) {
		const presenceOf = item.requiredChoice(presenceOfField, ['extensions', 'account']);
		const isSimplified = item.isSimplified;
		const chosen = presenceOf === 'extensions' ? chosenExtensions(item) : [];
		// IDs of old accounts are as short as extension numbers.
		const needsList = isSimplified || chosen.some(isShortNumber);
		const listed = needsList ? await listedExtensions(item) : [];
		const presences =
			presenceOf === 'account'
				? await manyRecords(item, {
						path: '/restapi/v1.0/account/~/presence',
						query: { detailedTelephonyState: true },
					})
				: await Promise.all(
						chosen
							.map((extension) => idOf(item, extension, listed))
							.map(async (id) => await visiblePresence(item, id)),
					);
		return presences.map((presence) =>
			isSimplified ? named(presence, listed) : isJsonObject(presence) ? presence : {},
		);
	},
};

/** IDs and short numbers, from the list or from an expression. */
function chosenExtensions(item: Item): string[] {
	const entries = item.entriesIn(extensionsField, item.value(extensionsField, []));
	if (entries.length > 0) return [...new Set(entries)];
	throw item.parameterError(
		extensionsField,
		'is empty',
		"Choose at least one, or choose 'Everybody' in 'Presence Of'.",
	);
}

function idOf(item: Item, extension: string, listed: readonly ListedExtension[]): string {
	if (extension === '~' || listed.some(({ id }) => id === extension)) return extension;
	const ofNumber = listed.find(({ number }) => number === extension)?.id;
	if (ofNumber !== undefined) return ofNumber;
	// RingCentral's list does not show all extensions.
	if (!isShortNumber(extension) || listed.length === 0) return extension;
	throw item.parameterError(
		extensionsField,
		`has ${extension}, which is no extension of your company`,
		'Choose from the list, or check the number.',
	);
}

function named(presence: Fields, listed: readonly ListedExtension[]): IDataObject {
	const extension = isFields(presence.extension) ? presence.extension : {};
	const known = listed.find(({ id }) => id === textOf(extension.id));
	const refusal = textOf(presence.refusal);
	const simplified = simplifiedPresence(presence, known?.name);
	return {
		...simplified,
		...(refusal !== undefined && { availableReason: `has a hidden presence: ${refusal}` }),
		extensionNumber: simplified.extensionNumber ?? known?.number ?? null,
	};
}
