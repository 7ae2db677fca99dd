import { existsSync } from 'node:fs';
import path from 'node:path';

import type { INodePropertyOptions } from 'n8n-workflow';

import { RingCentralJwtApi } from '../../../credentials/RingCentralJwtApi.credentials.ts';
import { RingCentralOAuth2Api } from '../../../credentials/RingCentralOAuth2Api.credentials.ts';
import { partyResource } from '../../../nodes/RingCentralCallControl/actions/party/party.resource.ts';
import { resources } from '../../../nodes/RingCentralCallControl/actions/resources.ts';
import { sessionResource } from '../../../nodes/RingCentralCallControl/actions/session/session.resource.ts';
import { callFiltersField } from '../../../nodes/RingCentralCallControl/descriptions/callFilters.ts';
import { triggerOnField } from '../../../nodes/RingCentralCallControl/descriptions/triggerOn.ts';
import actionCodex from '../../../nodes/RingCentralCallControl/RingCentralCallControl.node.json' with { type: 'json' };
import triggerCodex from '../../../nodes/RingCentralCallControl/RingCentralCallControlTrigger.node.json' with { type: 'json' };
import {
	partiesOf,
	type Notification,
} from '../../../nodes/RingCentralCallControl/telephony/notification.ts';
import { simplifiedCallEvent } from '../../../nodes/RingCentralCallControl/telephony/simplifiedEvent.ts';
import {
	anchors,
	codeInTables,
	links,
	namesInTables,
	projectRoot,
	readPage,
	section,
} from './markdown.mts';

const readme = readPage('README.md');
const eventsPage = readPage('docs/events.md');
const operationsPage = readPage('docs/operations.md');

const eventNames = namesOf(triggerOnField.options);

function namesOf(options: unknown[] = []): string[] {
	return options
		.filter((option): option is INodePropertyOptions => hasName(option))
		.map(({ name }) => name)
		.sort();
}

function hasName(option: unknown): boolean {
	return typeof option === 'object' && option !== null && 'name' in option;
}

describe('the documentation of events', () => {
	it('says of each event what it means, and of no other', () => {
		expect(namesInTables(section(readme, 'RingCentral Call Control Trigger')).sort()).toEqual(
			eventNames,
		);
		expect(namesInTables(section(eventsPage, 'What one notification tells')).sort()).toEqual(
			eventNames,
		);
	});

	it('says of each filter what it keeps', () => {
		const filters = (callFiltersField.options ?? []).flatMap((option) =>
			'displayName' in option ? [option.displayName] : [],
		);
		expect(namesInTables(section(eventsPage, 'Filters')).sort()).toEqual(filters.sort());
	});

	it('lists the fields of an item', () => {
		const notification: Notification = {
			event: '/restapi/v1.0/account/1/telephony/sessions',
			subscriptionId: 'a subscription',
			body: {
				parties: [{ id: 'p-1', status: { code: 'Proceeding' }, sipData: { toTag: 'a tag' } }],
			},
		};
		const [party] = partiesOf(notification);
		if (party === undefined) throw new Error('The notification has a party');
		expect(codeInTables(section(eventsPage, 'The item')).sort()).toEqual(
			Object.keys(simplifiedCallEvent('ringing', notification, party)).sort(),
		);
	});
});

describe('the documentation of operations', () => {
	it.each([partyResource, sessionResource])(
		'says of each operation of $name what it does, and of no other',
		({ name, operations }) => {
			expect(namesInTables(section(operationsPage, name)).sort()).toEqual(
				operations.map((operation) => operation.name).sort(),
			);
		},
	);

	it('names each operation in the README, and no other', () => {
		const names = resources.flatMap(({ operations }) => operations.map(({ name }) => name));
		expect(namesInTables(section(readme, 'RingCentral Call Control')).sort()).toEqual(names.sort());
	});

	it('leads through the first workflow by names that the editor shows', () => {
		const firstWorkflow = section(readme, 'Your first workflow');
		const forward = partyResource.operations.find(({ value }) => value === 'forward');
		expect(firstWorkflow).toContain(`**${forward?.action}**`);
		// n8n makes this out of the event's name.
		expect(firstWorkflow).toContain('**On call ringing**');
		expect(eventNames).toContain('Call Ringing');
	});
});

describe('links', () => {
	it.each([
		['the OAuth2 credential', new RingCentralOAuth2Api().documentationUrl],
		['the JWT credential', new RingCentralJwtApi().documentationUrl],
		...[actionCodex, triggerCodex].flatMap(
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
		'docs/events.md',
		'docs/operations.md',
		'docs/simulator.md',
		'examples/README.md',
	])('lead from %s to files and headings that are there', (file) => {
		const own = links(readPage(file)).filter((target) => !/^https?:/.test(target));
		const broken = own.filter((target) => {
			const [page = '', anchor] = target.split('#');
			const linked = page === '' ? file : path.posix.join(path.posix.dirname(file), page);
			if (!existsSync(path.join(projectRoot, linked))) return true;
			return anchor !== undefined && !anchors(readPage(linked)).includes(anchor);
		});
		expect(broken).toEqual([]);
	});
});
