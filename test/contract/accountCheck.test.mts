import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
	checkAccount,
	type CheckedAccount,
	type CheckOptions,
} from '../../lab/accountCheck/accountCheck.mts';
import {
	ASSUMPTIONS,
	ASSUMPTION_IDS,
	type AssumptionId,
} from '../../lab/accountCheck/assumptions.mts';
import type { Verdict } from '../../lab/accountCheck/finding.mts';
import {
	kindOf,
	notificationOf,
} from '../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { listOf } from '../../nodes/RingCentralCallControl/calls/events/unknown.ts';
import { CallHistory } from '../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { EventOrder } from '../../nodes/RingCentralCallControl/calls/order/eventOrder.ts';
import {
	account,
	application,
	extensions,
	jwtCredential,
	mainNumber,
	reception,
} from '../../simulator/account.mts';
import { onTime, eventTextOf } from '../fixtures/eventTexts.mts';
import {
	MOBILE,
	SECOND_PHONE,
	simulatedPerson,
	type SimulatedPerson,
} from '../harness/simulatedPerson.mts';
import { startSimulator } from '../harness/simulator.mts';
import { deliver } from '../unit/calls/streamDelivery.mts';
import { signIn } from './apiClient.mts';
import { subscribed } from './socketClient.mts';
import { useSimulator } from './useSimulator.mts';

jest.setTimeout(40_000);

/** So many that no request has to wait for its turn. */
const PLENTY = { Auth: 1000, Heavy: 1000, Light: 1000, Medium: 1000 };

const simulator = useSimulator({ stepMilliseconds: 1, rateLimits: PLENTY });

/** The time without events after which the simulator counts as quiet. */
const QUIET_MILLISECONDS = 150;

function options(more: Partial<CheckOptions> = {}): CheckOptions {
	return {
		server: simulator.url,
		clientId: application.clientId,
		clientSecret: application.clientSecret,
		jwt: jwtCredential,
		sendsCommands: false,
		quietMilliseconds: QUIET_MILLISECONDS,
		...more,
	};
}

const recording = () => options({ recordMinutes: 5 });

function verdicts({ results }: CheckedAccount, verdict: Verdict): AssumptionId[] {
	return ASSUMPTION_IDS.filter((id) => results.of(id).verdict === verdict).sort();
}

function checkedBy(...ways: string[]): AssumptionId[] {
	return ASSUMPTION_IDS.filter((id) => ways.includes(ASSUMPTIONS[id].by)).sort();
}

async function requests(): Promise<Array<{ method: string; path: string; status: number }>> {
	return (await simulator.control.get('/requests')).data;
}

/** The texts that the check may neither show nor write. */
const CONFIDENTIAL = [
	...[jwtCredential, ...jwtCredential.split('.'), application.clientSecret],
	...[MOBILE.phoneNumber, MOBILE.name, SECOND_PHONE, mainNumber],
	...extensions.flatMap(({ id, name, directNumber, devices, email }) => [
		...[id, name, directNumber, email],
		...devices.map((device) => device.id),
	]),
].filter((text) => text !== undefined);

describe('the account check, only reading', () => {
	it("confirms the simulator's assumptions", async () => {
		const checked = await checkAccount(options(), simulatedPerson(simulator));

		expect(verdicts(checked, 'refuted')).toEqual([]);
		// The simulator has no call log, and is no AT&T Office@Hand.
		expect(
			checkedBy('reading').filter((id) => checked.results.of(id).verdict === 'not seen'),
		).toEqual(['CALL-OVER-404', 'MEDIA-HOST']);
		expect(checked.capture).toBeUndefined();
	});

	it('reports its reads, permission by permission, and the limits', async () => {
		await simulator.control.patch('/options', {
			permissions: ['ReadAccounts', 'CallControl', 'WebSocketsSubscription'],
		});
		const { results } = await checkAccount(options(), simulatedPerson(simulator));

		expect(results.observations).toEqual(
			expect.arrayContaining([
				{
					subject: 'Permissions in the sign-in',
					seen: 'ReadAccounts, CallControl, WebSocketsSubscription',
				},
				{ subject: 'Own extension (ReadAccounts)', seen: '200' },
				{ subject: 'Extensions (ReadAccounts)', seen: '200, 6 entries' },
				{ subject: 'Own presence (ReadPresence)', seen: '403 CMN-401 (ReadPresence)' },
				{ subject: 'Request limit of the group light', seen: '1000 in 60 s' },
				{ subject: 'Session resumed after a cut', seen: 'Successful' },
				{ subject: 'Session resumed after a cut and a refresh of the token', seen: 'Successful' },
				{ subject: 'WebSocket with an unreadable session token', seen: 'WSG-400' },
			]),
		);
	});

	it('makes no change and leaves no trace', async () => {
		await checkAccount(options({ recordMinutes: undefined }), simulatedPerson(simulator));

		const changing = (await requests()).filter(({ method }) => method !== 'GET');
		expect([...new Set(changing.map((request) => request.path))].sort()).toEqual([
			'/restapi/oauth/revoke',
			'/restapi/oauth/token',
			'/restapi/oauth/wstoken',
			'/restapi/v1.0/subscription',
		]);
		expect((await simulator.control.get('/subscriptions')).data).toEqual([]);
	});

	it('reports refusals, without the secrets that it was given', async () => {
		const refused = checkAccount(
			options({ clientSecret: 'a wrong secret' }),
			simulatedPerson(simulator),
		);

		await expect(refused).rejects.toThrow(/^RingCentral did not let the check in \(401/);
		await expect(refused).rejects.not.toThrow(/wrong secret/);
	});

	it('continues where no WebSocket can be opened', async () => {
		await simulator.control.patch('/options', { refuseSockets: true });
		const { results, report } = await checkAccount(recording(), simulatedPerson(simulator));

		expect(results.observations).toContainEqual({
			subject: 'WebSocket',
			seen: 'could not be opened',
		});
		expect(report).toContain('| SOCKET-LIFE | not seen |');
	});

	it('reports a session that is not kept as refuted', async () => {
		await simulator.control.patch('/options', { refuseRecovery: true });
		const { results, report } = await checkAccount(options(), simulatedPerson(simulator));

		expect(results.of('SESSION-KEPT')).toEqual({
			verdict: 'refuted',
			evidence: 'After a proper close, resuming was: Failed WSG-1005',
		});
		expect(report).toContain('| SESSION-KEPT | refuted |');
	});
});

describe('the account check, recording and sending commands', () => {
	interface Commanded {
		checked: CheckedAccount;
		person: SimulatedPerson;
		/** Requests that change calls or presence, including the person's own requests. */
		changing: Awaited<ReturnType<typeof requests>>;
	}
	let done: Promise<Commanded> | undefined;

	/** All tests look at one run, because each call takes time to end. */
	const commanded = () => (done ??= command());

	async function command(): Promise<Commanded> {
		const person = simulatedPerson(simulator);
		const checked = await checkAccount(options({ recordMinutes: 5, sendsCommands: true }), person);
		const changing = (await requests()).filter(
			({ method, path: where }) => method !== 'GET' && /telephony|ring-out|presence$/.test(where),
		);
		return { checked, person, changing };
	}

	it('has checked all assumptions that it claims to check, and shows nothing confidential', async () => {
		const { checked, person } = await commanded();
		// Here the nodes expect more of RingCentral than the simulator does.
		expect(verdicts(checked, 'refuted')).toEqual(['RECORD-ON-HOLD', 'REFUSED-REASON']);
		expect(
			checkedBy('reading', 'calls', 'recording', 'commands').filter(
				(id) => checked.results.of(id).verdict === 'not seen',
			),
		).toEqual(
			[
				'MEDIA-HOST',
				'MISS-REASONS',
				'MISSED-CALL',
				'MISSED-LEG',
				'QUEUE-OTHER-LEGS',
				'RINGME-ORDER',
				'RINGOUT-HALVES',
				'RINGOUT-ROLE',
			].sort(),
		);

		const shown = [...person.said, checked.report, checked.capture ?? ''].join('\n');
		// The IDs that replace the masked IDs in a capture.
		const standIns: string[] = [account.id, reception.id];
		expect(CONFIDENTIAL.filter((text) => !standIns.includes(text) && shown.includes(text))).toEqual(
			[],
		);
	});

	it('sends each command once, and shows the simulator’s answer beside it', async () => {
		const { checked, person, changing } = await commanded();
		const agreed = person.commands.filter((name) => !name.startsWith('Get '));

		// The person's own app has parked, supervised and rung out in the recording.
		expect(changing).toHaveLength(agreed.length + 3);
		expect(checked.results.commands).toContainEqual({
			command: 'Forward to your voicemail',
			platform: '200',
			simulator: '200',
			differences: 'none',
		});
		expect(checked.results.commands).toHaveLength(person.commands.length - 1);
	});

	it('writes a capture that agrees with the calls', async () => {
		const { checked } = await commanded();
		const capture: unknown = JSON.parse(checked.capture ?? '');
		const flow = listOf(capture).flatMap((entry) => notificationOf(entry) ?? []);
		const calls = flow.filter((notification) => kindOf(notification) === 'session');
		const events = deliver(calls.map(onTime), new EventOrder(), new CallHistory()).map(eventTextOf);

		expect(events).toEqual(
			expect.arrayContaining([
				'ringing -2',
				'missed -2 rangOut',
				'voicemail -2',
				'answered -2 by person',
				'parked -1',
				expect.stringMatching(/^pickedUp -1 by 9\d+$/),
			]),
		);
		expect(calls.length).toBeLessThan(flow.length);
	});

	it('writes a capture that the simulator replays', async () => {
		const { checked } = await commanded();
		const folder = mkdtempSync(path.join(tmpdir(), 'account-check-'));
		const file = path.join(folder, 'capture.json');
		writeFileSync(file, checked.capture ?? '');
		const replaying = await startSimulator(0, ['--replay', file]);
		try {
			const api = await signIn(replaying.url);
			const { client } = await subscribed(api, [
				'/restapi/v1.0/account/~/extension/~/telephony/sessions',
			]);
			const recorded = listOf(JSON.parse(checked.capture ?? '')).flatMap((entry) =>
				Object(entry).body.parties?.[0]?.extensionId === reception.id
					? [Object(entry).body.parties[0].status.code]
					: [],
			);
			const replayed = await client.eventsOnce(recorded.length);

			expect(replayed.map(({ body }) => body.parties?.[0]?.status.code)).toEqual(recorded);
			client.socket.terminate();
		} finally {
			await replaying.stop();
			rmSync(folder, { recursive: true });
		}
	});
});

describe('the account check, where the platform differs', () => {
	it('reports the other forms as refuted', async () => {
		await simulator.control.patch('/options', {
			ringOutForm: 'twoSessions',
			pickUpForm: 'parkedSession',
			supervisionForm: 'supervisedSession',
			extensionEvents: 'allLegs',
			missedCall: 'missedLeg',
			voicemailSpelling: 'VoiceMail',
		});
		const checked = await checkAccount(recording(), simulatedPerson(simulator));

		expect(verdicts(checked, 'refuted')).toEqual(
			[
				'EXTENSION-EVENTS',
				'PICKUP-PEER',
				'REFUSED-REASON',
				'SUPERVISING-PARTY',
				'VOICEMAIL-SPELLING',
			].sort(),
		);
		expect(checked.report).toContain('| VOICEMAIL-SPELLING | refuted |');
		// These forms confirm assumptions that the usual forms do not show.
		expect(verdicts(checked, 'confirmed')).toEqual(
			expect.arrayContaining(['MISSED-CALL', 'MISSED-LEG', 'RINGOUT-HALVES', 'RINGOUT-LEGS']),
		);
	});

	it('reports events that come twice', async () => {
		await simulator.control.patch('/options', { duplicateEvents: 1 });
		const person = simulatedPerson(simulator, { makes: ({ name }) => name === 'talked' });
		const { results } = await checkAccount(recording(), person);

		expect(results.of('ONE-DELIVERY').verdict).toBe('refuted');
		expect(person.said.join('\n')).toContain('  refuted   ONE-DELIVERY: ');
	});

	it("receives the user's own calls where the account's are not granted", async () => {
		// The first subscription, and the two for the whole account.
		const fault = { method: 'POST', path: '/restapi/v1.0/subscription$', status: 403, times: 3 };
		await simulator.control.post('/faults', fault);
		const person = simulatedPerson(simulator, { makes: ({ name }) => name === 'talked' });
		const { results } = await checkAccount(recording(), person);

		expect(results.observations).toContainEqual({
			subject: 'Calls that are heard',
			seen: 'of the own extension',
		});
		expect(results.of('ANSWERED-DEVICE').verdict).toBe('confirmed');
	});

	it('sends no command that the person does not agree to', async () => {
		const person = simulatedPerson(simulator, { agrees: () => false });
		const before = (await requests()).length;
		const { results } = await checkAccount(options({ sendsCommands: true }), person);

		const sent = (await requests()).slice(before);
		expect(
			sent.filter(({ path: where }) =>
				/telephony\/sessions|call-out|ring-out|conference/.test(where),
			),
		).toEqual([]);
		expect(results.commands).toEqual([]);
		expect(results.of('PARK-ANSWER')).toEqual({
			verdict: 'not seen',
			evidence: 'It takes commands: run the check with --commands',
		});
	});
});
