import { setImmediate as nextTurn } from 'node:timers/promises';

import fc from 'fast-check';

import { accountManager, frontPark, reception, salesDesk } from '../../simulator/account.mts';
import { ApiError } from '../../simulator/apiError.mts';
import { answerSteps, noAnswerSteps } from '../../simulator/calls/answering.mts';
import { type Call, incorrectState } from '../../simulator/calls/call.mts';
import * as commands from '../../simulator/calls/commands.mts';
import { bringIn, hostJoinsSteps } from '../../simulator/calls/conference.mts';
import { findDestination } from '../../simulator/calls/destination.mts';
import { Exchange } from '../../simulator/calls/exchange.mts';
import { leave } from '../../simulator/calls/leaving.mts';
import type { Party } from '../../simulator/calls/party.mts';
import { dialParked, joinSteps, pickUp } from '../../simulator/calls/pickingUp.mts';
import { placeCall } from '../../simulator/calls/placing.mts';
import { remove } from '../../simulator/calls/removing.mts';
import type { Step } from '../../simulator/calls/script.mts';
import {
	holdOnPhone,
	ringAnotherPhone,
	switchDevice,
	unholdOnPhone,
} from '../../simulator/calls/telephones.mts';
import { superviseParty, superviseSession } from '../../simulator/calls/supervising.mts';
import {
	type PartyStatus,
	type Trigger,
	isOver,
	nextStatus,
	partyStatuses,
	triggers,
} from '../../simulator/calls/transitions.mts';
import { createClock } from '../../simulator/clock.mts';

describe('the table of transitions', () => {
	const ringing: PartyStatus[] = ['Setup', 'Proceeding'];
	const connected: PartyStatus[] = ['Answered', 'Hold'];
	const live: PartyStatus[] = [...ringing, ...connected, 'Parked', 'VoiceMail'];

	/** The ways in RingCentral's documentation and captures, written down a second time. */
	const documented: Record<Trigger, { from: PartyStatus[]; to: string }> = {
		ring: { from: ['Setup'], to: 'Proceeding' },
		ringAnotherPhone: { from: ['Proceeding'], to: 'Proceeding' },
		answer: { from: ringing, to: 'Answered' },
		hold: { from: ['Answered'], to: 'Hold' },
		unhold: { from: ['Hold'], to: 'Answered' },
		mute: { from: ['Answered'], to: 'Answered' },
		record: { from: ['Answered'], to: 'Answered' },
		sendToVoicemail: { from: ringing, to: 'VoiceMail' },
		ignore: { from: ringing, to: 'Disconnected' },
		agentGivesUp: { from: ringing, to: 'Disconnected NoAnswer' },
		otherAgentAnswers: { from: ringing, to: 'Disconnected AgentAnswered' },
		leaveQueue: { from: ringing, to: 'Disconnected CallRedirected' },
		forward: { from: ringing, to: 'Disconnected BlindTransfer' },
		reply: { from: ringing, to: 'Disconnected CallReplied' },
		transfer: { from: connected, to: 'Disconnected BlindTransfer' },
		transferToPark: { from: connected, to: 'Disconnected ParkLocation' },
		park: { from: ['Answered'], to: 'Disconnected CallPark' },
		becomeParked: { from: connected, to: 'Parked' },
		retrieve: { from: ['Parked'], to: 'Answered' },
		leavePark: { from: ['Parked'], to: 'Gone Pickup' },
		pickUp: { from: ['Setup'], to: 'Answered Pickup' },
		bridge: { from: connected, to: 'Gone AttendedTransfer' },
		flip: { from: ['Answered'], to: 'Disconnected CallFlip' },
		switchDevice: { from: ['Answered'], to: 'Disconnected CallSwitch' },
		leaveMenu: { from: ['Setup'], to: 'Disconnected' },
		listen: { from: ['Setup'], to: 'Answered Supervising' },
		beSupervised: { from: ['Setup'], to: 'Gone Supervising' },
		joinConference: { from: connected, to: 'Gone Conference' },
		participate: { from: ['Setup'], to: 'Gone' },
		leaveConference: { from: ['Setup', 'Gone'], to: 'Disconnected' },
		hangUp: { from: live, to: 'Disconnected' },
	};

	it.each(triggers)('%s leads from the documented statuses to the documented status', (trigger) => {
		for (const status of partyStatuses) {
			const next = nextStatus(status, trigger);
			const reached = next && [next.code, next.reason].filter(Boolean).join(' ');
			const { from, to } = documented[trigger];

			expect([status, reached]).toEqual([status, from.includes(status) ? to : undefined]);
		}
	});
});

describe('in any sequence of actions by users and programs', () => {
	type Act = (call: Call, party: Party, exchange: Exchange) => Step[];
	const listening = (autoAnswer: boolean) => ({
		supervisor: salesDesk,
		deviceId: '801301',
		agent: reception,
		autoAnswer,
	});
	const bringInFrom = (source: Call | undefined, conference: Call) => {
		const party = source?.parties.find(
			(candidate) => candidate.extensionId !== undefined && source.can(candidate, 'joinConference'),
		);
		return source && party ? bringIn(conference, { call: source, party }).steps : [];
	};
	const destination = (number: string) => findDestination('phoneNumber', number);

	const acts: Record<string, Act> = {
		answer: (call, party) => answerSteps(call, party),
		noAnswer: noAnswerSteps,
		hangUp: (call, party) => [() => leave(call, party)],
		hold: commands.hold,
		unhold: commands.unhold,
		mute: (call, party) => commands.updateParty(call, party, { muted: true, standAlone: false }),
		reject: commands.reject,
		ignore: commands.ignore,
		reply: commands.reply,
		forwardInside: (call, party) => commands.forward(call, party, destination('+14155550102')),
		forwardOutside: (call, party) => commands.forward(call, party, destination('+12125550123')),
		forwardToQueue: (call, party) => commands.forward(call, party, destination('+14155550120')),
		transferInside: (call, party) => commands.transfer(call, party, destination('+14155550102')),
		toVoicemail: (call, party) => commands.sendToVoicemail(call, party, 'forward', accountManager),
		toOwnVoicemail: (call, party) => commands.sendToVoicemail(call, party, 'forward', reception),
		toPark: (call, party) => commands.transferToPark(call, party, frontPark),
		park: (call, party) => commands.park(call, party, '*801'),
		pickUp: (call, party) => pickUp(call, party, { extension: accountManager }),
		flip: (call, party) => commands.flip(call, party, '2'),
		holdOnPhone,
		unholdOnPhone,
		ringAnotherPhone: (call, party) => ringAnotherPhone(call, party, '801102'),
		switchDevice: (call, party) => switchDevice(call, party, '801102'),
		joinParked: (call, party) => joinSteps(call, party, { extension: accountManager }),
		dialParked: (call, party, exchange) => {
			if (!call.can(party, 'leavePark')) throw incorrectState();
			const how = { extension: accountManager, form: 'ownSession' } as const;
			void dialParked(exchange, { call, party }, how);
			return [];
		},
		record: (call, party) => commands.startRecording(call, party, { id: '1', active: true }),
		bridge: (call, party, exchange) => {
			const other = exchange.all().find((candidate) => candidate.id !== call.id);
			const otherParty = other?.parties.find((one) => one.extensionId === party.extensionId);
			if (!other || !otherParty) return [];
			return commands.bridge({ call, party }, { call: other, party: otherParty });
		},
		hostJoins: hostJoinsSteps,
		bringFirstIn: (call, _party, exchange) => bringInFrom(exchange.all()[0], call),
		bringSecondIn: (call, _party, exchange) => bringInFrom(exchange.all()[1], call),
		remove: (call, party) => remove(call, party, false),
		removeAndGoOn: (call, party) => remove(call, party, true),
		supervise: (call, _party, exchange) => {
			const session = { exchange, call, form: 'supervisedSession' } as const;
			return superviseSession(session, listening(true)).steps;
		},
		superviseParty: (call, heard, exchange) => {
			const supervised = { exchange, call, heard, form: 'supervisedSession' } as const;
			return superviseParty(supervised, listening(false)).steps;
		},
		superviseFromOwnSession: (call, heard, exchange) => {
			const supervised = { exchange, call, heard, form: 'ownSession' } as const;
			const own = superviseParty(supervised, listening(true));
			void exchange.play(own.call, own.steps);
			return [];
		},
	};
	const names = Object.keys(acts);

	interface Observed {
		call: Call;
		party: Party;
		from: PartyStatus | undefined;
		to: PartyStatus;
		sequence: number;
	}

	/** Plays the acts on two calls and a conference, in time or on top of each other, then hangs up. */
	async function play(
		moves: Array<{ name: string; call: number; party: number; pause: boolean }>,
		dialled: string,
	): Promise<{ observed: Observed[]; calls: readonly Call[] }> {
		const observed: Observed[] = [];
		const last = new Map<Party, PartyStatus>();
		const clock = createClock();
		const exchange = new Exchange(
			clock,
			() => 1000,
			(call, party, sequence) => {
				observed.push({ call, party, from: last.get(party), to: party.status.code, sequence });
				last.set(party, party.status.code);
			},
		);
		const rest = async () => {
			for (let step = 0; step < 15; step += 1) {
				clock.advance(1);
				await nextTurn();
			}
		};

		const caller = { phoneNumber: '+14155550199' };
		void placeCall(exchange, caller, { field: 'phoneNumber', value: dialled });
		void placeCall(exchange, caller, { field: 'phoneNumber', value: '+14155550101' });
		const conference = exchange.openConference(reception.id);
		void exchange.play(conference, hostJoinsSteps(conference));
		await rest();
		for (const move of moves) {
			const call = exchange.all()[move.call];
			const party = call?.parties[move.party % (call.parties.length || 1)];
			const chosen = acts[move.name];
			if (!call || !party || !chosen) continue;
			try {
				void exchange.play(call, chosen(call, party, exchange));
			} catch (refusal) {
				if (!(refusal instanceof ApiError)) throw refusal;
			}
			if (move.pause) await rest();
		}
		await rest();
		for (const call of exchange.all()) void exchange.hangUpAll(call);
		await rest();
		await rest();
		clock.reset();
		return { observed, calls: exchange.all() };
	}

	it('a party takes only ways in the table, and every call ends', async () => {
		const move = fc.record({
			name: fc.constantFrom(...names),
			call: fc.nat({ max: 2 }),
			party: fc.nat({ max: 5 }),
			pause: fc.boolean(),
		});
		const dialled = fc.constantFrom('+14155550101', '+14155550120');

		await fc.assert(
			fc.asyncProperty(fc.array(move, { maxLength: 12 }), dialled, async (moves, number) => {
				const { observed, calls } = await play(moves, number);

				for (const { party, from = 'Setup', to } of observed) {
					const ways = triggers.filter((trigger) => nextStatus(from, trigger)?.code === to);
					expect(from === to || ways.length > 0).toBe(true);
					// A participant of a conference is Gone and still there.
					if (party.conferenceRole !== 'Participant') expect(isOver(from)).toBe(false);
				}
				for (const call of calls) {
					const sequences = observed
						.filter((seen) => seen.call === call)
						.map((seen) => seen.sequence);
					expect(sequences).toEqual(sequences.map((_sequence, index) => index + 2));
					expect(call.isOver || call.dismissed).toBe(true);
				}
			}),
			{ numRuns: 150 },
		);
	}, 60_000);
});
