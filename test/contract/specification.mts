import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formatsPlugin from 'ajv-formats';

import { isJsonObject } from '../../simulator/requestBody.mts';
import { readSharedJson } from './sharedMaterial.mts';

/** RingCentral's OpenAPI file, where there is one. */
export const openApi = readSharedJson('openapi', 'ringcentral-call-control.json');

const documentId = 'ringcentral';
const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Observed on the wire though the specification does not mention it. */
const undocumentedProperties = [
	// The same as in `errors`, from older versions of the API.
	/^(errorCode|message|parameterName|parameterValue|permissionName)$/,
	// Captured events name the device of an outbound leg.
	/^deviceId$/,
	// Captured where the specification writes `srvlvl`.
	/^srvLvl$/,
	// Every captured presence event names the subscription's owner.
	/^ownerId$/,
	// Captured in answers about parties.
	/^brandId$/,
];

/** Observed on the wire though the specification does not list it: why somebody left for a conference. */
const undocumentedReason = 'Conference';

/** Statuses that any operation can answer, though not all of them list these. */
const commonStatuses = ['401', '403', '404', '429'];

type Schema = Record<string, unknown>;

function member(value: unknown, ...names: string[]): unknown {
	return names.reduce<unknown>(
		(current, name) => (isJsonObject(current) ? current[name] : undefined),
		value,
	);
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

/** Members of an `allOf` must stay open: each sees only its own properties. */
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

function createAjv(document: unknown): Ajv {
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

/** Whether this is something that was observed, though the specification lacks it. */
function isUndocumented({ keyword, params, instancePath, data }: ErrorObject): boolean {
	if (keyword === 'enum' && instancePath.endsWith('/status/reason')) {
		return data === undocumentedReason;
	}
	const property: unknown = params['additionalProperty'];
	return typeof property === 'string' && undocumentedProperties.some((name) => name.test(property));
}

/** Checks answers and events against RingCentral's specification. */
export class Specification {
	readonly #document: unknown;
	readonly #ajv: Ajv;
	readonly #validators = new Map<string, ValidateFunction>();

	constructor(document: unknown) {
		this.#document = document;
		this.#ajv = createAjv(document);
	}

	/** The operation that a request goes to, e.g. `holdCallParty`. */
	operation(method: string, path: string): { id: string; responses: unknown } | undefined {
		const paths = member(this.#document, 'paths');
		for (const [template, item] of Object.entries(isJsonObject(paths) ? paths : {})) {
			const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`);
			const operation = member(item, method.toLowerCase());
			const id = member(operation, 'operationId');
			if (pattern.test(path) && typeof id === 'string') {
				return { id, responses: member(operation, 'responses') };
			}
		}
		return undefined;
	}

	/** Every operation of the specification whose path fits. */
	operationIds(pathPattern: RegExp): string[] {
		const paths = member(this.#document, 'paths');
		return Object.entries(isJsonObject(paths) ? paths : {})
			.filter(([template]) => pathPattern.test(template))
			.flatMap(([, item]) => methods.map((method) => member(item, method, 'operationId')))
			.filter((id) => typeof id === 'string');
	}

	/** What is wrong with an answer; nothing when the specification allows it. */
	faultsOfResponse(response: {
		method: string;
		path: string;
		status: number;
		body: unknown;
	}): string[] {
		const { method, path, status, body } = response;
		const operation = this.operation(method, path);
		if (!operation) return [`${method} ${path} is no operation`];
		const documented = member(operation.responses, String(status));
		if (documented === undefined && !commonStatuses.includes(String(status))) {
			return [`${operation.id} does not answer ${status}`];
		}
		if (status >= 400) return this.faultsOf('ApiErrorResponseModel', body);
		const schema = member(documented, 'content', 'application/json', 'schema', '$ref');
		if (typeof schema !== 'string') {
			return body === '' || body === undefined
				? []
				: [`${operation.id} answers ${status} without a body`];
		}
		return this.faultsOf(schema.split('/').at(-1) ?? '', body);
	}

	/** What is wrong with a value that should be of the named schema. */
	faultsOf(schemaName: string, value: unknown): string[] {
		const validate = this.#validatorOf(schemaName);
		if (validate(value)) return [];
		return (validate.errors ?? [])
			.filter((error) => !isUndocumented(error))
			.map((error) => {
				const property: unknown = error.params['additionalProperty'];
				const detail = typeof property === 'string' ? ` (${property})` : '';
				return `${schemaName}${error.instancePath} ${error.message ?? ''}${detail}`;
			});
	}

	#validatorOf(schemaName: string): ValidateFunction {
		const known = this.#validators.get(schemaName);
		if (known) return known;
		const validate = this.#ajv.compile({
			$ref: `${documentId}#/components/schemas/${schemaName}`,
		});
		this.#validators.set(schemaName, validate);
		return validate;
	}
}
