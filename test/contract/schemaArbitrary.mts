import fc from 'fast-check';

import { isJsonObject } from '../../simulator/requestBody.mts';
import { member } from './openApiSchemas.mts';
import { type Specification, referredName } from './specification.mts';

/** Values seen in events though no specification lists them; a reader of answers has to accept more. */
const unlistedValues = ['Voicemail', 'VMScreening', 'Conference', 'Undefined', ''];

function entriesOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** One value with all members of an `allOf`. */
function merged(parts: fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> {
	return fc
		.tuple(...parts)
		.map((values) => values.reduce<object>((all, part) => ({ ...all, ...toObject(part) }), {}));
}

function toObject(value: unknown): object {
	return isJsonObject(value) ? value : {};
}

function textFor(schema: unknown): fc.Arbitrary<unknown> {
	const listed = entriesOf(member(schema, 'enum'));
	if (listed.length > 0) return fc.constantFrom(...listed, ...unlistedValues);
	if (member(schema, 'format') === 'date-time') return fc.constant('2026-01-15T17:00:06Z');
	const example = member(schema, 'example');
	const text = fc.string({ unit: 'grapheme' });
	return example === undefined ? text : fc.oneof(fc.constant(example), text);
}

function objectFor(schema: unknown, specification: Specification): fc.Arbitrary<unknown> {
	const properties = member(schema, 'properties');
	const members = Object.entries(isJsonObject(properties) ? properties : {}).map(
		([name, value]) => [name, valueFor(value, specification)] as const,
	);
	const required = entriesOf(member(schema, 'required'));
	return fc.record(Object.fromEntries(members), {
		noNullPrototype: true,
		requiredKeys: members.map(([name]) => name).filter((name) => required.includes(name)),
	});
}

/** Any value that a schema of the specification allows, with or without its optional members. */
export function valueFor(schema: unknown, specification: Specification): fc.Arbitrary<unknown> {
	const reference = referredName(schema);
	if (reference !== undefined) return valueFor(specification.schema(reference), specification);
	const parts = entriesOf(member(schema, 'allOf'));
	if (parts.length > 0) return merged(parts.map((part) => valueFor(part, specification)));
	const choices = [...entriesOf(member(schema, 'oneOf')), ...entriesOf(member(schema, 'anyOf'))];
	if (choices.length > 0) return fc.oneof(...choices.map((one) => valueFor(one, specification)));

	switch (member(schema, 'type')) {
		case 'string':
			return textFor(schema);
		case 'boolean':
			return fc.boolean();
		case 'integer':
		case 'number':
			return fc.integer();
		case 'array':
			return fc.array(valueFor(member(schema, 'items'), specification), { maxLength: 3 });
		default:
			return objectFor(schema, specification);
	}
}
