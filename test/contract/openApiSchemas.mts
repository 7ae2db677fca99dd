import { Ajv } from 'ajv';
import formatsPlugin from 'ajv-formats';

import { isJsonObject } from '../../simulator/requestBody.mts';

const documentId = 'ringcentral';

type Schema = Record<string, unknown>;

/** The member at this path inside a value; undefined when there is none. */
export function member(value: unknown, ...names: string[]): unknown {
	return names.reduce<unknown>(
		(current, name) => (isJsonObject(current) ? current[name] : undefined),
		value,
	);
}

/** The validator's ID for the schema of this name. */
export function schemaId(name: string): string {
	return `${documentId}#/components/schemas/${name}`;
}

/** OpenAPI 3.0 to JSON Schema; objects are closed, so that an invented property is found. */
function toJsonSchema(value: unknown, open: boolean): unknown {
	if (Array.isArray(value)) return value.map((entry: unknown) => toJsonSchema(entry, open));
	if (!isJsonObject(value)) return value;
	const converted: Schema = Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => name !== 'discriminator' && name !== 'example')
			.map(([name, entry]) => [name, toJsonSchema(entry, open || name === 'allOf')]),
	);
	if (converted['nullable'] === true) {
		delete converted['nullable'];
		return { anyOf: [converted, { type: 'null' }] };
	}
	const closes =
		!open && isJsonObject(value['properties']) && value['additionalProperties'] === undefined;
	return closes ? { ...converted, additionalProperties: false } : converted;
}

/** The schemas in an `allOf`, which must stay open: each sees only its own properties. */
function namesInsideAllOf(value: unknown, inside = false, names = new Set<string>()): Set<string> {
	if (Array.isArray(value)) {
		for (const entry of value) namesInsideAllOf(entry, inside, names);
	} else if (isJsonObject(value)) {
		if (inside && typeof value['$ref'] === 'string') {
			names.add(value['$ref'].split('/').at(-1) ?? '');
		}
		for (const [name, entry] of Object.entries(value)) {
			namesInsideAllOf(entry, inside || name === 'allOf', names);
		}
	}
	return names;
}

/** A validator that knows all schemas of an OpenAPI document. */
export function createAjv(document: unknown): Ajv {
	const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
	formatsPlugin.default(ajv, { mode: 'full' });
	for (const format of ['int32', 'int64', 'double', 'binary']) ajv.addFormat(format, true);
	const schemas = member(document, 'components', 'schemas');
	const openNames = namesInsideAllOf(schemas);
	const converted = Object.fromEntries(
		Object.entries(isJsonObject(schemas) ? schemas : {}).map(([name, schema]) => [
			name,
			toJsonSchema(schema, openNames.has(name)),
		]),
	);
	ajv.addSchema({ $id: documentId, components: { schemas: converted } });
	return ajv;
}
