import { existsSync } from 'node:fs';
import path from 'node:path';

import { RingCentralJwtApi } from '../../../credentials/RingCentralJwtApi.credentials.ts';
import { RingCentralOAuth2Api } from '../../../credentials/RingCentralOAuth2Api.credentials.ts';
import type { Resource } from '../../../nodes/RingCentralCallControl/actions/operation.ts';
import { fittingOperationsSentence } from '../../../nodes/RingCentralCallControl/actions/party/partyRefusal.ts';
import { partyResource } from '../../../nodes/RingCentralCallControl/actions/party/party.resource.ts';
import { resources } from '../../../nodes/RingCentralCallControl/actions/resources.ts';
import { EVENTS } from '../../../nodes/RingCentralCallControl/calls/choice/events.ts';
import {
	allowedTargetsField,
	dryRunField,
} from '../../../nodes/RingCentralCallControl/descriptions/outgoingCall.ts';
import { partyField } from '../../../nodes/RingCentralCallControl/descriptions/party.ts';
import {
	FEWEST_AT_ONCE,
	MOST_AT_ONCE,
	requestsAtOnceField,
} from '../../../nodes/RingCentralCallControl/descriptions/requestsAtOnce.ts';
import { streamOptionsField } from '../../../nodes/RingCentralCallControl/descriptions/streamOptions.ts';
import { triggerOptionsField } from '../../../nodes/RingCentralCallControl/descriptions/triggerOptions.ts';
import actionCodex from '../../../nodes/RingCentralCallControl/RingCentralCallControl.node.json' with { type: 'json' };
import triggerCodex from '../../../nodes/RingCentralCallControl/RingCentralCallControlTrigger.node.json' with { type: 'json' };
import streamCodex from '../../../nodes/RingCentralCallStreamTrigger/RingCentralCallStreamTrigger.node.json' with { type: 'json' };
import { LONGEST_WAIT_FOR_EARLIER } from '../../../nodes/RingCentralCallControl/calls/order/eventOrder.ts';
import { CallHistory } from '../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { callEventItem } from '../../../nodes/RingCentralCallControl/calls/output/callEventItem.ts';
import { presenceItem } from '../../../nodes/RingCentralCallControl/calls/output/presenceItem.ts';
import { INCOMING_PARTY_NAME } from '../../../nodes/RingCentralCallControl/calls/parties/incoming.ts';
import { PARTY_ROLES } from '../../../nodes/RingCentralCallControl/calls/parties/partyRole.ts';
import { partyState } from '../../../nodes/RingCentralCallControl/calls/parties/partyStatus.ts';
import {
	rateGroupOf,
	USUAL_LIMITS,
} from '../../../nodes/RingCentralCallControl/transport/rate/rateGroup.ts';
import { explain } from '../../../nodes/RingCentralCallControl/transport/http/refusalMessage.ts';
import { oneUseEach } from '../../contract/nodeUses.mts';
import { member } from '../../contract/openApiSchemas.mts';
import { describeWith } from '../../contract/sharedMaterial.mts';
import { openApi, Specification } from '../../contract/specification.mts';
import { callOf } from '../../fixtures/callChanges.mts';
import { observe } from '../../fixtures/observedCalls.mts';
import { eventTables } from './eventTables.mts';
import { expectTable } from './expectTable.mts';
import {
	anchors,
	boldIn,
	codeInTables,
	emphasizedIn,
	links,
	namesInTables,
	projectRoot,
	readPage,
	rowsOfTables,
	section,
} from './markdown.mts';
import { operationRequests, type ApiRequest } from './operationRequests.mts';

const readme = readPage('README.md');
const eventsPage = readPage('docs/events.md');
const operationsPage = readPage('docs/operations.md');

interface DocumentedOperation {
	/** The values of resource and operation, e.g. "party/pickUp". */
	operation: string;
	permission?: string;
	rateGroup?: string;
}

/** Every operation of the node, with its row in docs/operations.md. */
const documented = resources.flatMap((resource) =>
	rowsOf(resource).map(
		({ value, row }): DocumentedOperation => ({
			operation: `${resource.value}/${value}`,
			permission: row['permission'],
			rateGroup: row['rate group'],
		}),
	),
);

function rowsOf({ name: resourceName, operations }: Resource) {
	const rows = rowsOfTables(section(operationsPage, resourceName));
	return operations.map(({ name, value }) => ({
		name,
		value,
		row: rows.find(({ operation }) => operation === `**${name}**`) ?? {},
	}));
}

/** From the resource's own table, with its name as heading, or from one row of a common table. */
function operationsInReadme({ name }: Resource): string[] {
	return rowsOfTables(section(readme, 'RingCentral Call Control')).flatMap((row) => {
		if (name in row) return boldIn(row[name] ?? '');
		return row['resource'] === `_${name}_` ? boldIn(row['operations'] ?? '') : [];
	});
}

/** E.g. "connected or on hold", from the node's message when an operation does not fit. */
function statesFor(operationName: string): string {
	const parties = ['Proceeding', 'Answered', 'Hold', 'Parked', 'VoiceMail', 'FaxReceive', 'Gone']
		.flatMap((status) => [{ status }, { status, queueCall: true }])
		.map(partyState)
		.filter((state) => state?.operations.some((name) => name === operationName));
	const phrases = new Set(parties.map((state) => state?.phrase.replace(/^is /, '') ?? ''));
	return phrases.size === 0 ? 'in any state' : inWords([...phrases]);
}

function inWords(words: readonly string[]): string {
	return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words);
}

function optionNames(properties: Resource['operations'][number]['properties']): string[] {
	return properties
		.filter(({ name }) => name === 'options')
		.flatMap(({ options = [] }) => options)
		.flatMap((option) => ('displayName' in option ? [option.displayName] : []));
}

function displayNamesOf(options: unknown[] = []): string[] {
	return options.flatMap((option) => (hasDisplayName(option) ? [option.displayName] : [])).sort();
}

function hasDisplayName(option: unknown): option is { displayName: string } {
	return typeof option === 'object' && option !== null && 'displayName' in option;
}

describe('the documentation of events', () => {
	it.each(eventTables)('agrees with the code: $file, $section', (documentedTable) => {
		expectTable(documentedTable);
	});

	it('describes each option of the triggers', () => {
		expect(namesInTables(section(eventsPage, 'Options')).sort()).toEqual(
			[
				...new Set([
					...displayNamesOf(streamOptionsField.options),
					...displayNamesOf(triggerOptionsField.options),
				]),
			].sort(),
		);
	});

	it('states how long an event waits for earlier events', () => {
		expect(section(eventsPage, 'In order')).toContain(
			`**${LONGEST_WAIT_FOR_EARLIER / 1_000} seconds**`,
		);
	});

	it('lists the fields of every event in their order', () => {
		const sipData = { toTag: 'a tag' };
		const [event] = observe(new CallHistory(), callOf([['reception', 'Proceeding', { sipData }]]));
		if (event === undefined) throw new Error('The notification is an event');
		const item = callEventItem({ ...event, isCaughtUp: true }, []);

		expect(codeInTables(section(eventsPage, 'Fields of every event'))).toEqual(Object.keys(item));
	});

	it('describes each field of certain events', () => {
		const fields = new Set(Object.values(EVENTS).flatMap((row) => row.fields));

		expect(codeInTables(section(eventsPage, 'Meaning of these fields')).sort()).toEqual(
			[...fields].sort(),
		);
	});

	it('lists the fields of a change of presence in their order', () => {
		const item = presenceItem({ event: '', subscriptionId: '', body: {} });

		expect(codeInTables(section(eventsPage, 'Fields of Presence Changed'))).toEqual(
			Object.keys(item),
		);
	});
});

describe('the documentation of operations', () => {
	it.each(resources)('describes each operation of $name, and no other', ({ name, operations }) => {
		expect(namesInTables(section(operationsPage, name)).sort()).toEqual(
			operations.map((operation) => operation.name).sort(),
		);
	});

	it.each(resources)('names each operation of $name in the README, and no other', (resource) => {
		expect(operationsInReadme(resource).sort()).toEqual(
			resource.operations.map(({ name }) => name).sort(),
		);
	});

	it('names the permissions to request from RingCentral for each, and for no other', () => {
		expect(Object.keys(operationRequests).sort()).toEqual(
			documented.map(({ operation }) => operation).sort(),
		);
	});

	it.each(documented)('counts $operation in the rate group in which the node does', (row) => {
		const groups = requestsOf(row.operation).map(([method, requestPath]) =>
			rateGroupOf(method, requestPath),
		);
		expect([...new Set(groups)]).toEqual([row.rateGroup]);
	});

	it('states the limit of each rate group', () => {
		const limits = rowsOfTables(section(operationsPage, 'Pace')).map((row) => {
			const [group = '', most = ''] = Object.values(row);
			return [boldIn(group)[0], Number.parseInt(most, 10)];
		});
		expect(Object.fromEntries(limits)).toEqual(USUAL_LIMITS);
	});

	it.each(rowsOf(partyResource))('names the states for $name', ({ name, row }) => {
		expect(row['the party has to be']).toBe(statesFor(name));
	});

	it('shows the operations for a ringing party', () => {
		const fitting = partyState({ status: 'Proceeding' })?.operations ?? [];
		expect(section(operationsPage, 'When RingCentral refuses')).toContain(
			`"${fittingOperationsSentence(fitting)}"`,
		);
	});

	it('names each way to choose a party', () => {
		const modes = (partyField.modes ?? []).flatMap(({ name, displayName }) =>
			name === 'list' ? [INCOMING_PARTY_NAME, ...Object.values(PARTY_ROLES)] : [displayName],
		);
		expect(namesInTables(section(operationsPage, 'Which call, which party')).sort()).toEqual(
			modes.sort(),
		);
	});

	it.each([allowedTargetsField, dryRunField])(
		'lists the operations with $displayName',
		({ displayName }) => {
			const row = rowsOfTables(section(operationsPage, 'Options')).find(({ option }) =>
				option?.includes(displayName),
			);
			const having = resources
				.flatMap(({ operations }) => operations)
				.filter(({ properties }) => optionNames(properties).includes(displayName))
				.map(({ name }) => name);
			expect(emphasizedIn(row?.['operations'] ?? '').sort()).toEqual(having.sort());
		},
	);

	it('states the range of Requests at Once', () => {
		expect(section(operationsPage, 'Options')).toContain(
			`${String(requestsAtOnceField.default)} at first, from ${FEWEST_AT_ONCE} to ${MOST_AT_ONCE}`,
		);
	});

	it('lists the permissions of all operations among those that the app needs', () => {
		const permissions = new Set(documented.map(({ permission }) => permission));
		permissions.delete('none');
		expect(namesInTables(section(readme, 'Create the RingCentral app'))).toEqual(
			expect.arrayContaining([...permissions]),
		);
	});

	it('leads through the first workflow by names that the editor shows', () => {
		const firstWorkflow = section(readme, 'Your first workflow');
		const forward = partyResource.operations.find(({ value }) => value === 'forward');
		expect(firstWorkflow).toContain(`**${forward?.action}**`);
		// n8n makes this from the event's name.
		expect(firstWorkflow).toContain('**On call ringing**');
		expect(EVENTS.ringing.name).toBe('Call Ringing');
	});
});

describeWith(openApi, "the documentation of operations beside RingCentral's specification", () => {
	const specification = new Specification(openApi);

	it('names the permission and the rate group of each operation', () => {
		const specified = documented.flatMap(({ operation }) =>
			requestsOf(operation).map(([method, requestPath]) => {
				const { template = '' } = specification.operation(method, requestPath) ?? {};
				const described = member(openApi, 'paths', template, method.toLowerCase());
				return {
					operation,
					permission: displayName(member(described, 'x-app-permission')),
					rateGroup: String(member(described, 'x-throttling-group')).toLowerCase(),
				};
			}),
		);
		const ours = documented.flatMap((row) => requestsOf(row.operation).map(() => row));
		expect(ours).toEqual(specified);
	});

	it('is about the requests that the node sends', () => {
		const misunderstood = oneUseEach.filter(
			({ sends, workflow }) =>
				!requestsOf(workflow).some(
					([method, requestPath]) => specification.operation(method, requestPath)?.id === sends,
				),
		);
		expect(misunderstood).toEqual([]);
	});
});

/** The developer console's name for a permission, from the node's messages. */
function displayName(permissionName: unknown): string {
	if (typeof permissionName !== 'string') return 'none';
	const { message } = explain({ statusCode: 403, permissionName });
	return /'([^']+)'/.exec(message)?.[1] ?? '';
}

function requestsOf(operation: string): readonly ApiRequest[] {
	const requests = operationRequests[operation];
	if (requests === undefined) throw new Error(`It is not known what ${operation} sends`);
	return requests;
}

describe('links', () => {
	it.each([
		['the OAuth2 credential', new RingCentralOAuth2Api().documentationUrl],
		['the JWT credential', new RingCentralJwtApi().documentationUrl],
		...[actionCodex, triggerCodex, streamCodex].flatMap(
			({ node, resources: { primaryDocumentation, credentialDocumentation } }) =>
				[...primaryDocumentation, ...credentialDocumentation].map(({ url }) => [node, url]),
		),
	])('lead from the help of %s to a heading of the README (%s)', (_place, url = '') => {
		const anchor = url.split('#')[1];
		expect(['readme', ...anchors(readme)]).toContain(anchor);
	});

	it.each([
		'README.md',
		'CONTRIBUTING.md',
		'CHANGELOG.md',
		'docs/architecture.md',
		'docs/benchmarks.md',
		'docs/events.md',
		'docs/operations.md',
		'docs/reliability.md',
		'docs/scaling.md',
		'docs/simulator.md',
		'examples/README.md',
		'test/bench/README.md',
	])('lead from %s to existing files and headings', (file) => {
		const own = links(readPage(file)).filter((target) => !/^https?:/.test(target));
		const broken = own.filter((target) => {
			const [page = '', anchor] = target.split('#');
			const linked = page === '' ? file : path.posix.join(path.posix.dirname(file), page);
			if (!existsSync(path.join(projectRoot, linked))) return true;
			return anchor !== undefined && !anchors(readPage(linked)).includes(anchor);
		});
		expect(broken).toEqual([]);
	});

	it.each(['CONTRIBUTING.md', 'docs/architecture.md', 'docs/assumptions.md'])(
		'%s names existing files',
		(file) => {
			const named = [...readPage(file).matchAll(/`([\w./]+\/[\w.]+\.m?ts)`/g)].map(
				([, name = '']) => name,
			);
			const missing = named.filter(
				(name) =>
					!['', 'nodes/RingCentralCallControl'].some((folder) =>
						existsSync(path.join(projectRoot, folder, name)),
					),
			);
			expect(missing).toEqual([]);
		},
	);
});
