import { parse } from 'yaml';

import { isJsonObject } from '../../simulator/requestBody.mts';
import { member } from './openApiSchemas.mts';

/** Where RingCentral publishes the description of its whole API, linked from its API reference. */
export const publishedAt =
	'https://netstorage.ringcentral.com/dpw/api-reference/specs/rc-platform.yml';

const account = '/restapi/v1.0/account/{accountId}';
const extension = `${account}/extension/{extensionId}`;

/** The paths of call control and of the nodes' lookups. A final slash includes all paths below. */
const wantedPaths = [
	'/restapi/oauth/',
	'/restapi/v1.0/dictionary/country',
	'/restapi/v1.0/subscription',
	'/restapi/v1.0/subscription/',
	account,
	`${account}/active-calls`,
	`${account}/answering-rule`,
	`${account}/answering-rule/`,
	`${account}/business-hours`,
	`${account}/call-log`,
	`${account}/call-log/`,
	`${account}/call-log-extract-sync`,
	`${account}/call-log-sync`,
	`${account}/call-monitoring-groups`,
	`${account}/call-monitoring-groups/`,
	`${account}/call-queues`,
	`${account}/call-queues/{groupId}/members`,
	`${account}/call-queues/{groupId}/presence`,
	`${account}/directory/entries`,
	`${account}/directory/entries/`,
	`${account}/extension`,
	`${account}/presence`,
	`${account}/recording/`,
	`${account}/telephony/`,
	extension,
	`${extension}/active-calls`,
	`${extension}/answering-rule`,
	`${extension}/business-hours`,
	`${extension}/call-log`,
	`${extension}/call-log/`,
	`${extension}/call-log-sync`,
	`${extension}/call-queues`,
	`${extension}/device`,
	`${extension}/forwarding-number`,
	`${extension}/message-store`,
	`${extension}/message-store/`,
	`${extension}/phone-number`,
	`${extension}/presence`,
	`${extension}/ring-out`,
	`${extension}/ring-out/`,
	`${extension}/sms`,
	'/restapi/v2/accounts/{accountId}/extensions/{extensionId}/call-flip-numbers',
];

/**
 * The part of RingCentral's API description for the tests: the paths of call control, and every
 * component that they refer to, directly or through others.
 *
 * @param text the whole description, as YAML or JSON.
 * @throws Error when it is no OpenAPI document, or has no paths of call control.
 */
export function cutSpecification(text: string): Record<string, unknown> {
	const document: unknown = parse(text, { maxAliasCount: -1 });
	const all = member(document, 'paths');
	if (!isJsonObject(document) || !isJsonObject(all)) {
		throw new Error('The text is no OpenAPI document: it has no "paths"');
	}
	const paths = Object.fromEntries(Object.entries(all).filter(([path]) => isWanted(path)));
	if (!Object.keys(paths).some((path) => path.startsWith(`${account}/telephony/`))) {
		throw new Error('The document has no paths of call control');
	}
	const components = componentsFor(paths, document);
	const securitySchemes = member(document, 'components', 'securitySchemes');
	return { ...document, paths, components: { ...components, securitySchemes } };
}

function isWanted(path: string): boolean {
	return wantedPaths.some((wanted) =>
		wanted.endsWith('/') ? path.startsWith(wanted) : path === wanted,
	);
}

/** The components that a value refers to, by their kinds, in the order of the document. */
function componentsFor(value: unknown, document: unknown): Record<string, unknown> {
	const needed = new Set<string>();
	const follow = (part: unknown): void => {
		for (const reference of referencesIn(part)) {
			if (needed.has(reference)) continue;
			needed.add(reference);
			follow(member(document, ...reference.split('/').slice(1)));
		}
	};
	follow(value);
	const kinds = member(document, 'components');
	return Object.fromEntries(
		Object.entries(isJsonObject(kinds) ? kinds : {}).flatMap(([kind, named]) => {
			const kept = Object.entries(isJsonObject(named) ? named : {}).filter(([name]) =>
				needed.has(`#/components/${kind}/${name}`),
			);
			return kept.length === 0 ? [] : [[kind, Object.fromEntries(kept)]];
		}),
	);
}

/** References stand in `$ref`, and as plain texts in the mapping of a discriminator. */
function referencesIn(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('#/components/') ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(referencesIn);
}
