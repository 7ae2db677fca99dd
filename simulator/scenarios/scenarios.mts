import {
	accountManager,
	frontPark,
	mainNumber,
	reception,
	salesDesk,
	salesQueue,
	supportDesk,
} from '../account.mts';
import {
	type Controlled,
	type SimulatedCall,
	act,
	callMenu,
	choose,
	partyIdOf,
	placeCall,
	stateOf,
	untilParty,
} from './phones.mts';

/** The simulator that a scenario plays on, and its audience. */
export interface Stage extends Controlled {
	/** Announces the next step in a sentence; resolves when the step is due. */
	step(sentence: string): Promise<void>;
}

export interface Scenario {
	id: string;
	name: string;
	description: string;
	/** Plays the scenario to its end and resolves to its calls. Rejects when a call took another course. */
	play(stage: Stage): Promise<SimulatedCall[]>;
}

const number = (extension: { directNumber?: string }) => extension.directNumber ?? mainNumber;

/** A customer calls Reception, and Reception answers. */
async function conversation(stage: Stage): Promise<SimulatedCall> {
	await stage.step('A customer calls Reception');
	const call = await placeCall(stage, { phoneNumber: number(reception) });
	await stage.step('Reception answers');
	await act(stage, call, 2, 'answer');
	return call;
}

/** The first party of the call hangs up. */
async function hangUp(stage: Stage, call: SimulatedCall, person = 'The caller'): Promise<void> {
	await stage.step(`${person} hangs up`);
	await act(stage, call, 1, 'hangup');
}

/** The most frequent courses of a call, each from the first ring to the end. */
export const scenarios: readonly Scenario[] = [
	{
		id: 'menu',
		name: 'Menu',
		description: 'A caller hears the main menu and chooses Reception.',
		async play(stage) {
			await stage.step('A customer calls the main number and hears the menu');
			const call = await callMenu(stage);
			await stage.step('The caller chooses 101');
			await choose(stage, call, reception.number);
			await stage.step('Reception answers');
			await act(stage, call, 3, 'answer');
			await hangUp(stage, call);
			return [call];
		},
	},
	{
		id: 'queue',
		name: 'Call queue',
		description: 'Both agents of the Sales Queue ring; the Support Desk answers.',
		async play(stage) {
			await stage.step('A customer calls the Sales Queue, and both agents ring');
			const call = await placeCall(stage, { extensionNumber: salesQueue.number });
			const { parties } = await stateOf(stage, call);
			const agent = parties.findIndex(({ extensionId }) => extensionId === supportDesk.id) + 1;
			await stage.step('The Support Desk answers');
			await act(stage, call, agent, 'answer');
			await hangUp(stage, call);
			return [call];
		},
	},
	{
		id: 'blind-transfer',
		name: 'Blind transfer',
		description: 'Reception sends the caller on to the Account Manager without asking.',
		async play(stage) {
			const call = await conversation(stage);
			await stage.step('Reception transfers the call to the Account Manager');
			await act(stage, call, 2, 'transfer', { extensionNumber: accountManager.number });
			await untilParty(stage, call, 3, 'Proceeding');
			await stage.step('The Account Manager answers');
			await act(stage, call, 3, 'answer');
			await hangUp(stage, call);
			return [call];
		},
	},
	{
		id: 'warm-transfer',
		name: 'Warm transfer',
		description: 'Reception asks the Account Manager first, then connects the caller.',
		async play(stage) {
			const call = await conversation(stage);
			await stage.step('Reception puts the caller on hold');
			await act(stage, call, 2, 'hold');
			await stage.step('Reception calls the Account Manager');
			const from = { extensionNumber: reception.number };
			const to = { extensionNumber: accountManager.number };
			const consultation = await placeCall(stage, to, from);
			await stage.step('The Account Manager answers');
			await act(stage, consultation, 2, 'answer');
			await stage.step('Reception connects the two and leaves');
			await act(stage, call, 2, 'bridge', {
				telephonySessionId: consultation.telephonySessionId,
				partyId: partyIdOf(consultation, 1),
			});
			await hangUp(stage, call);
			return [call, consultation];
		},
	},
	{
		id: 'park',
		name: 'Park and pick up',
		description: 'Reception parks the caller; the Account Manager dials the number and takes over.',
		async play(stage) {
			const call = await conversation(stage);
			await stage.step('Reception parks the call');
			await act(stage, call, 2, 'park');
			const { parties } = await untilParty(stage, call, 1, 'Parked');
			const orbit = parties[0]?.parkId ?? '';
			await stage.step(`The Account Manager dials ${orbit} and picks it up`);
			const from = { extensionNumber: accountManager.number };
			const pickedUp = await placeCall(stage, { phoneNumber: orbit }, from);
			await hangUp(stage, pickedUp, accountManager.name);
			return [call, pickedUp];
		},
	},
	{
		id: 'park-location',
		name: 'Park location',
		description: 'The caller waits in the Front Park until the Sales Desk takes the call.',
		async play(stage) {
			const call = await conversation(stage);
			await stage.step('Reception sends the call to the Front Park');
			await act(stage, call, 2, 'transfer', { parkOrbit: frontPark.id });
			await untilParty(stage, call, 1, 'Parked');
			await stage.step('The Sales Desk dials 300 and picks it up');
			const from = { extensionNumber: salesDesk.number };
			const pickedUp = await placeCall(stage, { extensionNumber: frontPark.number }, from);
			await hangUp(stage, pickedUp, salesDesk.name);
			return [call, pickedUp];
		},
	},
	{
		id: 'missed',
		name: 'Missed call',
		description: 'The caller gives up while Reception’s phone rings.',
		async play(stage) {
			await stage.step('A customer calls Reception');
			const call = await placeCall(stage, { phoneNumber: number(reception) });
			await hangUp(stage, call);
			return [call];
		},
	},
	{
		id: 'voicemail',
		name: 'Voicemail',
		description: 'Reception does not answer, and the caller leaves a message.',
		async play(stage) {
			await stage.step('A customer calls Reception');
			const call = await placeCall(stage, { phoneNumber: number(reception) });
			await stage.step('Reception lets it ring, and the voicemail answers');
			await act(stage, call, 2, 'no-answer');
			await stage.step('The caller leaves a message and hangs up');
			await act(stage, call, 1, 'hangup');
			return [call];
		},
	},
	{
		id: 'conference',
		name: 'Conference',
		description: 'Reception hosts a conference and brings the caller in.',
		async play(stage) {
			const call = await conversation(stage);
			await stage.step('Reception starts a conference and dials in');
			const { data: conference } = await stage.control.post<SimulatedCall>('/conferences', {
				extensionNumber: reception.number,
			});
			await stage.control.post(`/calls/${conference.telephonySessionId}/host-joins`);
			await stage.step('Reception brings the caller in');
			await stage.control.post(`/calls/${conference.telephonySessionId}/bring-in`, {
				telephonySessionId: call.telephonySessionId,
				partyId: partyIdOf(call, 2),
			});
			await hangUp(stage, conference, 'The host');
			return [call, conference];
		},
	},
	{
		id: 'ring-out',
		name: 'RingOut',
		description: 'RingCentral calls Reception, then the customer, and joins the two.',
		async play(stage) {
			await stage.step('Reception starts a RingOut, and its own phone rings first');
			const { data: call } = await stage.control.post<SimulatedCall>('/ring-out', {
				extensionNumber: reception.number,
				phoneNumber: '+14155550199',
			});
			await stage.step('Reception answers, and the customer’s phone rings');
			await act(stage, call, 1, 'answer');
			await untilParty(stage, call, 2, 'Proceeding');
			await stage.step('The customer answers');
			await act(stage, call, 2, 'answer');
			await hangUp(stage, call, reception.name);
			return [call];
		},
	},
	{
		id: 'supervisor',
		name: 'Supervisor',
		description: 'The Account Manager listens to Reception’s call.',
		async play(stage) {
			const call = await conversation(stage);
			await stage.step('The Account Manager begins to listen');
			const { data: listening } = await stage.control.post<SimulatedCall>(
				`/calls/${call.telephonySessionId}/supervise`,
				{
					supervisorExtensionNumber: accountManager.number,
					agentExtensionNumber: reception.number,
				},
			);
			await hangUp(stage, call);
			return [call, listening];
		},
	},
	{
		id: 'internal',
		name: 'Internal call',
		description: 'The Sales Desk calls the Account Manager.',
		async play(stage) {
			await stage.step('The Sales Desk calls the Account Manager');
			const from = { extensionNumber: salesDesk.number };
			const call = await placeCall(stage, { extensionNumber: accountManager.number }, from);
			await stage.step('The Account Manager answers');
			await act(stage, call, 2, 'answer');
			await hangUp(stage, call, salesDesk.name);
			return [call];
		},
	},
];
