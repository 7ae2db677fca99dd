import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { resources } from '../../../nodes/RingCentralCallControl/actions/resources.ts';
import { callFiltersField } from '../../../nodes/RingCentralCallControl/descriptions/callFilters.ts';
import codex from '../../../nodes/RingCentralCallControl/RingCentralCallControl.node.json' with { type: 'json' };
import { RingCentralCallControl } from '../../../nodes/RingCentralCallControl/RingCentralCallControl.node.ts';
import { evaluated } from '../../harness/subtitle.mts';

const { description, methods } = new RingCentralCallControl();
const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({ resource, operation })),
);

/** Every parameter, also those inside collections. */
function allProperties(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...(property.type === 'collection' ? allProperties(collected(property)) : []),
	]);
}

function collected({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter((option): option is INodeProperties => 'type' in option);
}

function choices({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

function possibleValues(property: INodeProperties | undefined): unknown[] {
	if (property?.type === 'boolean') return [true, false];
	return property ? choices(property).map(({ value }) => value) : [];
}

const properties = allProperties(description.properties);

it('belongs to the resources and operations that saved workflows name', () => {
	expect(
		resources.map(({ value, operations: own }) => [value, own.map((operation) => operation.value)]),
	).toEqual([
		['businessHours', ['check']],
		[
			'session',
			[
				'bringInParty',
				'end',
				'get',
				'getMany',
				'makeCall',
				'startConference',
				'supervise',
				'waitForStatus',
			],
		],
		['callLog', ['get', 'getMany']],
		['callQueue', ['getMany', 'getMembers']],
		['extension', ['get', 'getMany']],
		[
			'party',
			[
				'answer',
				'bridge',
				'flip',
				'forward',
				'get',
				'getMany',
				'hold',
				'ignore',
				'mute',
				'park',
				'pauseRecording',
				'pickUp',
				'reject',
				'remove',
				'reply',
				'resumeRecording',
				'ring',
				'route',
				'sendToVoicemail',
				'startRecording',
				'supervise',
				'transfer',
				'unhold',
				'unmute',
			],
		],
		['device', ['getMany']],
		['presence', ['get', 'getMany', 'update']],
		['recording', ['download', 'get']],
		['ringOut', ['cancel', 'create', 'get']],
		['sms', ['send']],
		['subscription', ['checkHealth', 'delete', 'get', 'getMany', 'renew']],
		['voicemail', ['download', 'get', 'getMany']],
	]);
});

describe.each(operations)('$resource.name: $operation.name', ({ resource, operation }) => {
	it('has an action and a description with more than its name', () => {
		expect(operation.action).toMatch(/^[A-Z][a-z]+( [a-z]+)*$/);
		expect(operation.description.length).toBeGreaterThan(operation.name.length);
		expect(operation.description).not.toBe(operation.action);
	});

	it('is named in camelCase', () => {
		const [first = '', ...others] = operation.name.split(' ');

		const capitalized = others.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
		expect(operation.value).toBe([first.toLowerCase(), ...capitalized].join(''));
	});

	it('has one parameter of a name at most', () => {
		const names = operation.properties.map(({ name }) => name);

		expect(names).toEqual([...new Set(names)]);
	});

	it('has the options of the node among its own, sorted', () => {
		const options = description.properties.find(
			({ name, displayOptions }) =>
				name === 'options' &&
				displayOptions?.show?.resource?.includes(resource.value) &&
				displayOptions.show.operation?.includes(operation.value),
		);
		const names = options ? collected(options).map(({ displayName }) => displayName) : [];

		expect(names).toContain('Requests at Once');
		expect(names).toEqual([...names].sort());
	});

	it('shows its parameters, which depend only on its own parameters', () => {
		const own = description.properties.filter(({ displayOptions }) => {
			const { resource: shownFor, operation: shownIn } = displayOptions?.show ?? {};
			return shownFor?.includes(resource.value) && shownIn?.includes(operation.value);
		});

		const names = operation.properties.map(({ name }) => name).filter((name) => name !== 'options');
		expect(own.map(({ name }) => name)).toEqual([...names, 'options']);
		for (const { displayOptions } of own) {
			const conditions = Object.entries(displayOptions?.show ?? {}).filter(
				([name]) => name !== 'resource' && name !== 'operation',
			);
			for (const [name, values = []] of conditions) {
				const controlling = operation.properties.find((property) => property.name === name);
				expect(possibleValues(controlling)).toEqual(expect.arrayContaining([...values]));
			}
		}
	});
});

it('asks for the operation first, before a condition that may be an expression', () => {
	const dependent = description.properties.filter(({ displayOptions }) => {
		return displayOptions?.show?.operation !== undefined;
	});

	for (const { displayOptions } of dependent) {
		expect(Object.keys(displayOptions?.show ?? {}).slice(0, 2)).toEqual(['resource', 'operation']);
	}
});

it('shows every choice of a target with a field for it', () => {
	const targets = description.properties.filter(
		({ name, type }) => name === 'target' && type === 'options',
	);

	expect(targets).toHaveLength(4);
	for (const target of targets) {
		for (const { value } of choices(target)) {
			const shown = description.properties.filter(
				({ displayOptions }) =>
					displayOptions?.show?.target?.includes(value) &&
					displayOptions.show.operation?.[0] === target.displayOptions?.show?.operation?.[0],
			);
			expect(shown).toHaveLength(1);
		}
	}
});

it('sorts what has five choices or more', () => {
	const long = properties.filter((property) => choices(property).length >= 5);

	expect(long.map(({ name }) => name)).toContain('operation');
	for (const property of long) {
		const names = choices(property).map(({ name }) => name);
		expect(names).toEqual([...names].sort());
	}
});

it('starts with the resource Party for ever, because n8n does not save a default value', () => {
	expect(properties.find(({ name }) => name === 'resource')?.default).toBe('party');
});

it('starts with a resource and operations that exist', () => {
	for (const property of properties.filter(({ type }) => type === 'options')) {
		expect(choices(property).map(({ value }) => value)).toContain(property.default);
	}
});

it('searches its lists with methods that exist', () => {
	const searches = properties
		.flatMap(({ modes = [] }) => modes)
		.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);

	expect(new Set(searches)).toEqual(new Set(Object.keys(methods.listSearch)));
});

it('has Allowed Targets and Dry Run on every operation that sends a call', () => {
	const outgoing = description.properties.filter(
		(property) =>
			property.name === 'options' &&
			collected(property).some(({ name }) => name === 'allowedTargets'),
	);

	expect(outgoing.flatMap(({ displayOptions }) => displayOptions?.show?.operation ?? [])).toEqual(
		expect.arrayContaining(['forward', 'makeCall', 'ring', 'transfer']),
	);
	for (const property of outgoing) {
		expect(collected(property).map(({ name }) => name)).toContain('dryRun');
	}
});

it('starts with the incoming call and party, chosen from a list that a user can change', () => {
	const incoming = {
		telephonySessionId: 'The call that came in',
		partyId: 'The party that came in',
	};
	for (const [name, cachedResultName] of Object.entries(incoming)) {
		for (const property of properties.filter((candidate) => candidate.name === name)) {
			const isPickUp = property.displayOptions?.show?.operation?.includes('pickUp');
			// The party that parked the call has left it: another party is parked.
			expect(property.default).toEqual(
				isPickUp && name === 'partyId'
					? { mode: 'list', value: 'parkedParty', cachedResultName: 'Parked Party' }
					: { mode: 'list', value: 'incoming', cachedResultName },
			);
		}
	}
});

describe('the text below the node on the canvas', () => {
	it.each(operations)(
		'$resource.name: $operation.name is its action',
		({ resource, operation }) => {
			const parameters = { resource: resource.value, operation: operation.value };

			expect(evaluated(description, parameters)).toBe(operation.action);
		},
	);
});

it("is found by common words in the panel's search", () => {
	expect(codex.alias).toEqual(
		expect.arrayContaining([
			...['call', 'phone', 'telephony', 'transfer', 'forward', 'voicemail', 'dial', 'hang up'],
			...['PBX', 'SIP', 'IVR', 'call center', 'incoming call', 'missed call'],
			...['call log', 'call history', 'SMS', 'text message'],
			...['answer call', 'ring phone', 'send to voicemail', 'business hours'],
		]),
	);
});

it('describes a number of seconds as such', () => {
	const seconds = properties.filter(({ description = '' }) =>
		/^How many seconds/.test(description),
	);

	expect(seconds.map(({ displayName, hint }) => [displayName, hint])).toEqual(
		expect.arrayContaining([
			['Ring Time', 'In seconds'],
			['Time Limit', 'In seconds'],
			['Check Every', 'In seconds'],
		]),
	);
	expect(seconds.filter(({ hint }) => hint !== 'In seconds')).toEqual([]);
});

it('speaks of no groups in which RingCentral counts requests', () => {
	const texts = properties.flatMap((property) =>
		[property, ...choices(property)].map((one) => one.description ?? ''),
	);

	expect(texts.filter((text) => /\b(light|medium|heavy) request/.test(text))).toEqual([]);
});

it('names the directions of a call as the triggers do', () => {
	const named = [...properties, ...allProperties([callFiltersField])].flatMap((property) =>
		choices(property).filter(({ value }) => value === 'Inbound' || value === 'Outbound'),
	);

	expect(new Set(named.map(({ name, value }) => `${name}: ${String(value)}`))).toEqual(
		new Set(['Incoming: Inbound', 'Outgoing: Outbound']),
	);
});

it('has each action once', () => {
	const actions = operations.map(({ operation }) => operation.action);

	expect(actions).toEqual([...new Set(actions)]);
});

it('offers both credentials, each when it is chosen', () => {
	expect(
		description.credentials?.map(({ name, displayOptions }) => [
			name,
			displayOptions?.show?.authentication,
		]),
	).toEqual([
		['ringCentralOAuth2Api', ['oAuth2']],
		['ringCentralJwtApi', ['jwt']],
	]);
	const authentication = properties.find(({ name }) => name === 'authentication');
	expect(possibleValues(authentication)).toEqual(['oAuth2', 'jwt']);
});
