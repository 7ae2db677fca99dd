import {
	type Extension,
	account,
	application,
	extensions,
	jwtCredential,
	mainMenu,
	mainNumber,
	signedInUser,
} from '../account.mts';
import type { Call } from '../calls/call.mts';
import { type Party, isPresent } from '../calls/party.mts';
import { faultPresets } from '../control/faultControls.mts';
import type { Platform } from '../platform.mts';
import { scenarios } from '../scenarios/scenarios.mts';
import { WebhookTransport } from '../subscriptions/webhookTransport.mts';
import { nameOfParty, placeOf, sentenceOf } from '../timeline/eventEntry.mts';
import { type Line, lineOf } from './line.mts';

/** The number of calls in the timeline; live ones come first. */
const maxCalls = 12;

/** Phones outside the company, by the roles of their callers. */
export const savedCallers = [
	{ name: 'A customer', phoneNumber: '+14155550199' },
	{ name: 'VIP caller', phoneNumber: '+14155550188' },
	{ name: 'A supplier', phoneNumber: '+14155550142' },
	{ name: '', phoneNumber: '+14155550177' },
] as const;

/** The content of the page of virtual phones, except the timeline. */
export function pageView(platform: Platform) {
	const { exchange, publishedPresence, scenarioRun, faults } = platform;
	const live = exchange.live();
	const legs = live.flatMap((call) =>
		call.parties.filter(isPresent).map((party) => ({ call, party })),
	);
	const linesOf = (isTheirs: (party: Party) => boolean): Line[] =>
		legs.filter(({ party }) => isTheirs(party)).map(({ call, party }) => lineOf(call, party, live));
	const phoneOf = ({ id, number, name, directNumber }: Extension) => ({
		extensionNumber: number,
		name,
		directNumber: directNumber ?? null,
		isSignedInUser: id === signedInUser.id,
		doNotDisturb: publishedPresence.of(id).dndStatus === 'DoNotAcceptAnyCalls',
		lines: linesOf((party) => party.extensionId === id),
	});
	return {
		company: { name: account.name, mainNumber },
		phones: ofType('User').map(phoneOf),
		queues: ofType('Department').map((queue) => ({
			...phoneOf(queue),
			members: extensions
				.filter(({ id }) => queue.memberIds?.includes(id))
				.map(({ name, number }) => `${name} (${number})`),
		})),
		parking: {
			locations: ofType('ParkLocation').map(({ name, number }) => ({ name, number })),
			parked: legs
				.filter(({ party }) => party.status.code === 'Parked')
				.map(({ call, party }) => parkedView(call, party)),
			pickers: ofType('User').map(({ name, number }) => ({ name, number })),
		},
		outside: {
			savedCallers,
			quickDials: [
				{ name: 'Main number', number: mainNumber },
				...[...ofType('User'), ...ofType('Department')].flatMap(({ name, directNumber }) =>
					directNumber === undefined ? [] : [{ name, number: directNumber }],
				),
			],
			lines: linesOf(({ extensionId }) => extensionId === undefined),
			menu: mainMenu.name,
		},
		calls: shownCalls(exchange.all(), live).map(callView),
		scenarios: scenarios.map(({ id, name, description }) => ({ id, name, description })),
		scenario: scenarioRun.view ?? null,
		faults: {
			presets: faultPresets.map(({ id, name, description }) => ({ id, name, description })),
			pending: faults.pending,
		},
		subscriptions: subscriptionsView(platform),
	};
}

function ofType(type: Extension['type']): Extension[] {
	return extensions.filter((extension) => extension.type === type);
}

function parkedView(call: Call, party: Party) {
	const { parkId = '' } = party;
	const location = extensions.find(({ id }) => id === parkId);
	return {
		telephonySessionId: call.id,
		partyId: party.id,
		who: nameOfParty(party),
		place: placeOf(party),
		/** The number to dial to pick the call up. */
		number: location?.number ?? parkId,
	};
}

/** The newest, live ones first. */
function shownCalls(all: readonly Call[], live: readonly Call[]): Call[] {
	const others = all.slice(-maxCalls).filter((call) => !live.includes(call));
	return [...live.toReversed(), ...others.toReversed()].slice(0, maxCalls);
}

function callView(call: Call) {
	const [first, ...others] = call.parties;
	const called = others.find((party) => party.side !== first?.side && !party.menu) ?? others[0];
	return {
		telephonySessionId: call.id,
		title: [first, called].flatMap((party) => (party ? [nameOfParty(party)] : [])).join(' → '),
		origin: call.identity.origin,
		isOver: call.isOver || call.dismissed,
		startedAt: call.identity.startedAt,
		parties: call.parties.map((party) => ({
			id: party.id,
			who: nameOfParty(party),
			isPresent: isPresent(party),
			status: party.status.code,
			text: sentenceOf(party),
		})),
	};
}

function subscriptionsView({ subscriptions }: Platform) {
	const all = subscriptions.all();
	const webhooks = all.filter(({ transport }) => transport instanceof WebhookTransport);
	return {
		webhooks: webhooks.length,
		webSockets: all.length - webhooks.length,
		blacklisted: all.filter(({ blacklisted }) => blacklisted).length,
	};
}

export type PageView = ReturnType<typeof pageView>;

/** The values for n8n's credentials, under n8n's names of the fields. */
export function credentialsView(baseUrl: string) {
	const app = [
		{ field: 'Server', value: 'Custom' },
		{ field: 'Custom Server URL', value: baseUrl },
		{ field: 'Client ID', value: application.clientId },
		{ field: 'Client Secret', value: application.clientSecret },
	];
	return [
		{
			name: 'RingCentral OAuth2 API',
			fields: app,
			then: `Press 'Connect my account', and sign in as ${signedInUser.name} on the page that opens.`,
		},
		{
			name: 'RingCentral JWT API',
			fields: [...app, { field: 'JWT', value: jwtCredential }],
			then: `Save it: it signs in as ${signedInUser.name}.`,
		},
	];
}
