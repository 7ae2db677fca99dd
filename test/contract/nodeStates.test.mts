import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import {
	type PartyStatus,
	type Trigger,
	isOver,
	nextStatus,
	partyStatuses,
	triggers,
} from '../../simulator/calls/transitions.mts';
import { engineOnSimulator } from '../harness/engineOnSimulator.mts';
import { generousLimits } from '../harness/generousLimits.mts';
import { byId, byNumber } from '../harness/locators.mts';
import { loggedRequests } from '../harness/requestLog.mts';
import { signIn, webhook } from './apiClient.mts';
import { eventually } from './eventually.mts';
import type { SimulatedCall } from './phones.mts';
import { type WebhookReceiver, startWebhookReceiver } from './webhookReceiver.mts';

/** An operation of the node on a party, and the possible ways in the table when it succeeds. */
interface NodeMove {
	workflow: string;
	ways: readonly Trigger[];
	parameters?: INodeParameters;
}

const toVoicemail = { target: 'voicemail', voicemailExtension: byId('37439511') };
const toParkLocation = { target: 'parkLocation', parkLocation: byId('37439530') };
const listening = { agentExtension: byId('37439511'), deviceId: byId('801201') };
const otherSession = '={{ $json.otherTelephonySessionId }}';

const nodeMoves: readonly NodeMove[] = [
	{ workflow: 'party/answer', ways: ['answer'] },
	{ workflow: 'party/forward', ways: ['forward'] },
	{ workflow: 'party/forward', ways: ['forward'], parameters: { extension: byNumber('200') } },
	{ workflow: 'party/forward', ways: ['forward', 'sendToVoicemail'], parameters: toVoicemail },
	{ workflow: 'party/transfer', ways: ['transfer'] },
	{ workflow: 'party/transfer', ways: ['transferToPark'], parameters: toParkLocation },
	{ workflow: 'party/route', ways: ['forward', 'transfer'] },
	{ workflow: 'party/sendToVoicemail', ways: ['forward', 'sendToVoicemail', 'transfer'] },
	{ workflow: 'party/hold', ways: ['hold'] },
	{ workflow: 'party/unhold', ways: ['unhold'] },
	{ workflow: 'party/mute', ways: ['mute'] },
	{ workflow: 'party/unmute', ways: ['mute'] },
	{ workflow: 'party/reject', ways: ['sendToVoicemail', 'ignore', 'agentGivesUp'] },
	{ workflow: 'party/ignore', ways: ['ignore'] },
	{ workflow: 'party/reply', ways: ['reply'] },
	{ workflow: 'party/park', ways: ['park'] },
	{
		workflow: 'party/pickUp',
		ways: ['retrieve'],
		parameters: { partyId: byId('={{ $json.partyId }}') },
	},
	{ workflow: 'party/flip', ways: ['flip'] },
	{ workflow: 'party/startRecording', ways: ['record'] },
	{ workflow: 'party/pauseRecording', ways: ['record'] },
	{ workflow: 'party/resumeRecording', ways: ['record'] },
	{ workflow: 'party/remove', ways: ['hangUp', 'leaveConference'] },
	// Listening does not change the party: a party that can be transferred can be listened to.
	{ workflow: 'party/supervise', ways: ['transfer'], parameters: listening },
	{ workflow: 'party/get', ways: [] },
	{ workflow: 'party/getMany', ways: [] },
	{ workflow: 'session/get', ways: [] },
	{ workflow: 'session/getMany', ways: [] },
	{ workflow: 'session/end', ways: [] },
	{ workflow: 'session/supervise', ways: [], parameters: listening },
	{ workflow: 'session/startConference', ways: [] },
	{ workflow: 'session/makeCall', ways: [] },
	{
		workflow: 'session/bringInParty',
		ways: [],
		parameters: { sourceTelephonySessionId: byId(otherSession) },
	},
	{
		workflow: 'party/bridge',
		ways: [],
		parameters: { consultationTelephonySessionId: byId(otherSession) },
	},
];

const peopleMoves = ['answer', 'no-answer', 'hangup', 'host-joins'] as const;

interface CallState {
	telephonySessionId: string;
	over: boolean;
	dismissed: boolean;
	atRest: boolean;
	parties: Array<{ id: string; extensionId?: string; status: { code: PartyStatus } }>;
}

interface Delivery {
	kind: string;
	telephonySessionId: string;
	partyId: string;
	sequence: number;
	statusCode: PartyStatus;
}

type Move =
	| { by: 'node'; move: NodeMove; call: number; other: number; party: number }
	| { by: 'fitting node'; choice: number }
	| { by: 'people'; verb: (typeof peopleMoves)[number]; call: number; party: number };

const place = { call: fc.nat({ max: 3 }), party: fc.nat({ max: 4 }) };
const moves: fc.Arbitrary<Move> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			by: fc.constant('node' as const),
			move: fc.constantFrom(...nodeMoves),
			other: fc.nat({ max: 3 }),
			...place,
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({ by: fc.constant('fitting node' as const), choice: fc.noBias(fc.nat()) }),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			by: fc.constant('people' as const),
			verb: fc.constantFrom(...peopleMoves),
			...place,
		}),
	},
);

describe('Any operations of the node on calls in any state', () => {
	const stage = engineOnSimulator();
	let receiver: WebhookReceiver;

	beforeAll(async () => {
		receiver = await startWebhookReceiver();
	});
	afterAll(() => receiver.stop());

	/** Resets the simulator, subscribes to all events, and starts two ringing calls and a conversation. */
	async function start(): Promise<void> {
		const { control, url } = stage.simulator;
		await control.post('/reset');
		await control.patch('/options', {
			...generousLimits,
			stepMilliseconds: 1,
			voicemailSpelling: 'VoiceMail',
		});
		const api = await signIn(url);
		await api.post('/restapi/v1.0/subscription', webhook(receiver.address));
		for (const extensionNumber of ['101', '200']) await callTo(extensionNumber);
		const talking = await callTo('101');
		const called = talking.parties.at(-1)?.id ?? '';
		await control.post(`/calls/${talking.telephonySessionId}/parties/${called}/answer`);
	}

	async function callTo(extensionNumber: string) {
		const { data } = await stage.simulator.control.post<SimulatedCall>('/calls', {
			from: { phoneNumber: '+14155550199' },
			to: { extensionNumber },
		});
		return data;
	}

	async function callsAtRest(): Promise<CallState[]> {
		const { control } = stage.simulator;
		return await eventually(
			async () => {
				const { data } = await control.get<CallState[]>('/calls');
				const reads = data.map(({ telephonySessionId }) =>
					control.get<CallState>(`/calls/${telephonySessionId}`),
				);
				return (await Promise.all(reads)).map((read) => read.data);
			},
			(calls) => calls.every(({ atRest }) => atRest),
		);
	}

	/** The value at the index, which wraps around. */
	function pick<Value>(values: readonly Value[], index: number): Value | undefined {
		return values[index % values.length];
	}

	/** A party of the account, and an operation that fits its state. */
	function fittingMove(calls: readonly CallState[], choice: number): Move | undefined {
		const parties = calls.flatMap((call, callIndex) =>
			call.parties
				.map((party, index) => ({ ...party, index, callIndex }))
				.filter(
					({ extensionId, status: { code } }) => extensionId !== undefined || code === 'Parked',
				),
		);
		const fitting = nodeMoves
			.map((move) => ({
				move,
				parties: parties.filter(({ status }) =>
					move.ways.some((way) => nextStatus(status.code, way)),
				),
			}))
			.filter((one) => one.parties.length > 0);
		const chosen = pick(fitting, choice);
		const party = pick(chosen?.parties ?? [], choice);
		if (!chosen || !party) return undefined;
		const { callIndex: call, index } = party;
		return { by: 'node', move: chosen.move, call, party: index, other: choice };
	}

	async function doAs(chosen: Move): Promise<void> {
		const calls = await callsAtRest();
		const move = chosen.by === 'fitting node' ? fittingMove(calls, chosen.choice) : chosen;
		if (!move || move.by === 'fitting node') return;
		const call = pick(calls, move.call);
		const party = pick(call?.parties ?? [], move.party);
		if (!call) throw new Error('There are no calls');
		if (move.by === 'people') {
			const address = `/calls/${call.telephonySessionId}`;
			const where = move.verb === 'host-joins' ? address : `${address}/parties/${party?.id ?? ''}`;
			await stage.simulator.control.post(`${where}/${move.verb}`, undefined, {
				validateStatus: (status) => status < 500,
			});
			return;
		}
		const { workflow, parameters, ways } = move.move;
		const { items } = await stage.engine.run(
			workflow,
			[
				{
					telephonySessionId: call.telephonySessionId,
					partyId: party?.id ?? 'p-of-an-empty-conference',
					otherTelephonySessionId: pick(calls, move.other)?.telephonySessionId,
				},
			],
			{ parameters, onError: 'continueRegularOutput' },
		);
		for (const { json } of items) {
			if ('error' in json) {
				expect(json['error']).toMatch(/\w+ \w+/);
				expect(json['error']).not.toMatch(/simulator broke/);
				continue;
			}
			const { status } = json;
			if (typeof status === 'string') expect(partyStatuses).toContain(status);
			const isDone = json['wasAlreadyOver'] !== true && ways.length > 0;
			if (isDone && party) {
				const { code } = party.status;
				const fitting = ways.filter((way) => nextStatus(code, way));
				expect({ workflow, code, fits: fitting.length > 0 }).toEqual({
					workflow,
					code,
					fits: true,
				});
			}
		}
	}

	async function hangUpEverybody(): Promise<CallState[]> {
		for (const { over, dismissed, telephonySessionId } of await callsAtRest()) {
			if (over || dismissed) continue;
			await stage.simulator.control.post(`/calls/${telephonySessionId}/hangup`, undefined, {
				validateStatus: (status) => status < 500,
			});
		}
		return await callsAtRest();
	}

	it('move parties only along ways in the table, and no request breaks the platform', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(moves, { minLength: 4, maxLength: 14 }), async (several) => {
				await start();
				for (const move of several) await doAs(move);
				const calls = await hangUpEverybody();

				for (const { parties, over } of calls) {
					expect(over || parties.length === 0).toBe(true);
				}
				const { data } = await stage.simulator.control.get<Delivery[]>('/deliveries');
				const last = new Map<string, PartyStatus>();
				for (const { kind, partyId, statusCode: to } of data) {
					if (kind !== 'event') continue;
					const from = last.get(partyId) ?? 'Setup';
					const ways = triggers.filter((trigger) => nextStatus(from, trigger)?.code === to);
					expect({ from, to, exists: from === to || ways.length > 0 }).toEqual({
						from,
						to,
						exists: true,
					});
					last.set(partyId, to);
				}
				for (const status of last.values()) expect(isOver(status)).toBe(true);
				const requests = await loggedRequests(stage.simulator);
				expect(requests.filter(({ status }) => status === null || status >= 500)).toEqual([]);
			}),
			{ numRuns: 40 },
		);
	}, 120_000);
});
