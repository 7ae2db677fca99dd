import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';

import { isJsonObject } from '../../simulator/requestBody.mts';
import { createAjv, member, schemaId } from './openApiSchemas.mts';
import { readSharedJson } from './sharedMaterial.mts';

/** RingCentral's API description: one file, or two with a separate file for the paths around calls. */
export const openApi = together(
	readSharedJson('openapi', 'ringcentral-call-control.json'),
	readSharedJson('openapi', 'ringcentral-around-calls.json'),
);

function together(calls: unknown, aroundCalls: unknown): unknown {
	if (!isJsonObject(calls)) return undefined;
	if (!isJsonObject(aroundCalls)) return calls;
	const both = (...names: string[]) =>
		[member(aroundCalls, ...names), member(calls, ...names)].reduce<object>(
			(merged, part) => ({ ...merged, ...(isJsonObject(part) && part) }),
			{},
		);
	const components = Object.keys(both('components')).map((name) => [
		name,
		both('components', name),
	]);
	return { ...calls, paths: both('paths'), components: Object.fromEntries(components) };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Observed on the wire though the specification does not mention them. */
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

/** Observed on the wire though the specification does not list it: a party left for a conference. */
const undocumentedReason = 'Conference';

/** Statuses that any operation can answer, though not all of them list these. */
const commonStatuses = ['401', '403', '404', '429'];

export interface Operation {
	/** E.g. `holdCallParty`. */
	id: string;
	/** In capitals. */
	method: string;
	template: string;
	/** Matches the paths of its requests. */
	pattern: RegExp;
	tags: unknown[];
	parameters: unknown;
	/** The name of its body's schema; undefined when it takes none. */
	requestSchema?: string;
	responses: unknown;
}

/** The name in `{$ref: '#/components/schemas/CallParty'}`. */
export function referredName(value: unknown): string | undefined {
	const reference = member(value, '$ref');
	return typeof reference === 'string' ? reference.split('/').at(-1) : undefined;
}

/** The schema of the JSON that a request or an answer consists of. */
export function schemaName(bodyOrAnswer: unknown): string | undefined {
	return referredName(member(bodyOrAnswer, 'content', 'application/json', 'schema'));
}

/** The members of a value, the inner ones by their paths. */
export function fieldsOf(value: unknown): string[] {
	if (!isJsonObject(value)) return [];
	return Object.entries(value).flatMap(([name, entry]) =>
		isJsonObject(entry) ? fieldsOf(entry).map((field) => `${name}.${field}`) : [name],
	);
}

/** Whether the error is an observed value that the specification lacks. */
function isUndocumented({ keyword, params, instancePath, data }: ErrorObject): boolean {
	if (keyword === 'enum' && instancePath.endsWith('/status/reason')) {
		return data === undocumentedReason;
	}
	const property: unknown = params['additionalProperty'];
	return typeof property === 'string' && undocumentedProperties.some((name) => name.test(property));
}

function operationsOf(document: unknown): Operation[] {
	const paths = member(document, 'paths');
	return Object.entries(isJsonObject(paths) ? paths : {}).flatMap(([template, item]) =>
		methods.flatMap((method) => {
			const operation = member(item, method);
			const id = member(operation, 'operationId');
			const tags = member(operation, 'tags');
			if (typeof id !== 'string') return [];
			return {
				id,
				method: method.toUpperCase(),
				template,
				pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
				tags: Array.isArray(tags) ? tags : [],
				parameters: member(operation, 'parameters'),
				requestSchema: schemaName(member(operation, 'requestBody')),
				responses: member(operation, 'responses'),
			};
		}),
	);
}

/** Checks requests, answers and events against RingCentral's specification. */
export class Specification {
	readonly #document: unknown;
	readonly #operations: Operation[];
	readonly #ajv: Ajv;
	readonly #validators = new Map<string, ValidateFunction>();

	constructor(document: unknown) {
		this.#document = document;
		this.#operations = operationsOf(document);
		this.#ajv = createAjv(document);
	}

	/** The operation that a request goes to, e.g. `holdCallParty`. */
	operation(method: string, path: string): Operation | undefined {
		return this.#operations.find(
			(operation) => operation.method === method.toUpperCase() && operation.pattern.test(path),
		);
	}

	/** The operation of this name. */
	operationNamed(id: string): Operation {
		const operation = this.#operations.find((candidate) => candidate.id === id);
		if (!operation) throw new Error(`The specification has no operation ${id}`);
		return operation;
	}

	/** Every operation with this tag, by its name. */
	operationsTagged(tag: string): string[] {
		return this.#operations.filter(({ tags }) => tags.includes(tag)).map(({ id }) => id);
	}

	/** The schema of that name, as the specification writes it. */
	schema(name: string): unknown {
		return member(this.#document, 'components', 'schemas', name);
	}

	/** The members that a request of this operation can have, e.g. `from.deviceId`. */
	requestFields(operationId: string): string[] {
		const { requestSchema } = this.operationNamed(operationId);
		return requestSchema === undefined
			? []
			: [...new Set(this.#fieldsIn(this.schema(requestSchema)))];
	}

	#fieldsIn(schema: unknown): string[] {
		const reference = referredName(schema);
		if (reference !== undefined) return this.#fieldsIn(this.schema(reference));
		const alternatives = ['allOf', 'oneOf', 'anyOf'].flatMap((name) => member(schema, name) ?? []);
		const properties = member(schema, 'properties');
		return [
			...alternatives.flatMap((alternative) => this.#fieldsIn(alternative)),
			...Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([name, value]) => {
				const inside = this.#fieldsIn(value);
				return inside.length === 0 ? [name] : inside.map((field) => `${name}.${field}`);
			}),
		];
	}

	/** The faults of a request; none when the specification describes it. */
	faultsOfRequest(request: {
		method: string;
		path: string;
		query?: unknown;
		body?: unknown;
	}): string[] {
		const operation = this.operation(request.method, request.path);
		if (!operation) return [`${request.method} ${request.path} is no operation`];
		const { id, parameters, requestSchema } = operation;
		const known = (Array.isArray(parameters) ? parameters : [])
			.map((one) => this.#parameter(one))
			.filter((one) => member(one, 'in') === 'query')
			.map((one) => member(one, 'name'));
		const query = Object.keys(isJsonObject(request.query) ? request.query : {})
			.filter((name) => !known.includes(name))
			.map((name) => `${id} has no query parameter ${name}`);
		if (requestSchema === undefined) {
			return request.body === undefined || request.body === null
				? query
				: [...query, `${id} takes no body`];
		}
		if (request.body === undefined || request.body === null) {
			return this.faultsOf(requestSchema, {}).length === 0
				? query
				: [...query, `${id} needs a body`];
		}
		const fields = this.requestFields(id);
		const unknown = fieldsOf(request.body)
			.filter((field) => !fields.includes(field))
			.map((field) => `${id} has no field ${field}`);
		return [...query, ...unknown, ...this.faultsOf(requestSchema, request.body)];
	}

	/** The description of a parameter, which several operations may share. */
	#parameter(parameter: unknown): unknown {
		const name = referredName(parameter);
		return name === undefined
			? parameter
			: member(this.#document, 'components', 'parameters', name);
	}

	/** Every operation of the specification whose path fits. */
	operationIds(pathPattern: RegExp): string[] {
		return this.#operations
			.filter(({ template }) => pathPattern.test(template))
			.map(({ id }) => id);
	}

	/** The faults of an answer; none when the specification allows it. */
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
		const schema = schemaName(documented);
		if (schema === undefined) {
			return body === '' || body === undefined
				? []
				: [`${operation.id} answers ${status} without a body`];
		}
		return this.faultsOf(schema, body);
	}

	/** The faults of a value against the named schema. */
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
			$ref: schemaId(schemaName),
		});
		this.#validators.set(schemaName, validate);
		return validate;
	}
}
