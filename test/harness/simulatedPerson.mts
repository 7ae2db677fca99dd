import type { AxiosInstance } from 'axios';

import type { CallRequest, CommandRequest, Person } from '../../lab/accountCheck/run.mts';
import { accountManager, reception, salesQueue } from '../../simulator/account.mts';
import { signIn } from '../contract/apiClient.mts';
import { eventually } from '../contract/eventually.mts';
import {
	act,
	partyPath,
	phoneOf,
	placeCall,
	sessionPath,
	stateOf,
	untilStatuses,
	type SimulatedCall,
} from '../contract/phones.mts';
import type { RunningSimulator } from './simulator.mts';

/** The person's mobile, which must not appear in any output of the check. */
export const MOBILE = { phoneNumber: '+14155550123', name: 'A private mobile' };

/** Another phone, which commands may ring. */
export const SECOND_PHONE = '+14155550188';

export interface SimulatedPerson extends Person {
	/** All messages to the person. */
	readonly said: string[];
	/** Names of the commands that the person was asked to agree to. */
	readonly commands: string[];
}

type Controlled = Pick<RunningSimulator, 'control' | 'url'>;

interface Habits {
	agrees?: (command: CommandRequest) => boolean;
	makes?: (request: CallRequest) => boolean;
}

/** Plays the person in the account check, and makes the calls on the simulator's phones. */
export function simulatedPerson(simulator: Controlled, habits: Habits = {}): SimulatedPerson {
	const { agrees = () => true, makes = () => true } = habits;
	const said: string[] = [];
	const commands: string[] = [];
	/** RingCentral's app on the person's computer. */
	let app: AxiosInstance | undefined;
	const play = async (name: CallRequest['name']) => {
		app ??= await signIn(simulator.url);
		await PLAYS[name]?.(simulator, app);
	};

	return {
		said,
		commands,
		say: (text) => {
			said.push(text);
		},
		async makeCall(request) {
			said.push(request.text);
			if (!makes(request)) return 'skip';
			await play(request.name);
			return 'done';
		},
		async agree(command) {
			commands.push(command.name);
			return agrees(command);
		},
		phoneNumber: async () => SECOND_PHONE,
	};
}

type Play = (simulator: Controlled, app: AxiosInstance) => Promise<unknown>;

const ring = (simulator: Controlled) =>
	placeCall(simulator, { phoneNumber: reception.directNumber ?? '' }, MOBILE);

async function converse(simulator: Controlled): Promise<SimulatedCall> {
	const call = await ring(simulator);
	await act(simulator, call, 2, 'answer');
	return call;
}

async function newestRinging({ control }: Controlled): Promise<SimulatedCall> {
	const calls = await eventually(
		async () => (await control.get<SimulatedCall[]>('/calls')).data,
		(all) => all.at(-1)?.parties.at(-1)?.status === 'Proceeding',
	);
	const call = calls.at(-1);
	if (call === undefined) throw new Error('No phone rings');
	return call;
}

async function hangUpAll({ control }: Controlled): Promise<void> {
	const { data } = await control.get<SimulatedCall[]>('/calls');
	for (const { telephonySessionId } of data) {
		await control.post(`/calls/${telephonySessionId}/hangup`, undefined, {
			validateStatus: () => true,
		});
	}
}

async function answerNewest(simulator: Controlled): Promise<SimulatedCall> {
	const call = await newestRinging(simulator);
	await act(simulator, call, call.parties.length, 'answer');
	return call;
}

/** Answers both phones of a RingOut, and hangs up on the other phone. */
async function answerBoth(simulator: Controlled): Promise<void> {
	await answerNewest(simulator);
	const other = await answerNewest(simulator);
	await act(simulator, other, other.parties.length, 'hangup');
}

async function noAnswer(simulator: Controlled): Promise<void> {
	const call = await ring(simulator);
	await act(simulator, call, 2, 'no-answer');
	await act(simulator, call, 1, 'hangup');
}

const PLAYS: Partial<Record<CallRequest['name'], Play>> = {
	notAnswered: noAnswer,
	declined: noAnswer,
	gaveUp: async (simulator) => await act(simulator, await ring(simulator), 1, 'hangup'),
	talked: async (simulator) => await act(simulator, await converse(simulator), 1, 'hangup'),
	reconnected: ring,
	ringing: ring,
	answered: converse,
	over: hangUpAll,
	async out(simulator) {
		await placeCall(simulator, MOBILE, { extensionNumber: reception.number });
		const call = await answerNewest(simulator);
		await act(simulator, call, 2, 'hangup');
	},
	async colleague(simulator) {
		const call = await placeCall(
			simulator,
			{ phoneNumber: reception.directNumber ?? '' },
			{ extensionNumber: accountManager.number },
		);
		await act(simulator, call, 2, 'answer');
		await act(simulator, call, 2, 'hangup');
	},
	async queue(simulator) {
		const call = await placeCall(simulator, { extensionNumber: salesQueue.number }, MOBILE);
		await act(simulator, call, 3, 'answer');
		await act(simulator, call, 3, 'hangup');
	},
	async park(simulator, app) {
		const call = await converse(simulator);
		await app.post(`${partyPath(call, 2)}/park`);
		await untilStatuses(simulator, call, ['Parked', 'Disconnected/CallPark']);
		await act(simulator, call, 1, 'retrieve', { extensionNumber: accountManager.number });
		await hangUpAll(simulator);
	},
	async switched(simulator) {
		const call = await converse(simulator);
		await act(simulator, call, 2, 'switch', { deviceId: reception.devices[1]?.id });
		await act(simulator, call, 1, 'hangup');
	},
	async supervised(simulator, app) {
		const call = await converse(simulator);
		await app.post(`${sessionPath(call)}/supervise`, {
			mode: 'Listen',
			supervisorDeviceId: phoneOf(accountManager).deviceId,
			agentExtensionId: reception.id,
		});
		await eventually(
			async () => await stateOf(simulator, call),
			({ parties }) => parties.length === 3 && parties[2]?.status.code !== 'Setup',
		);
		await act(simulator, call, 2, 'hangup');
	},
	async ringOut(simulator, app) {
		await app.post('/restapi/v1.0/account/~/extension/~/ring-out', {
			from: { phoneNumber: reception.directNumber },
			to: { phoneNumber: MOBILE.phoneNumber },
		});
		await answerBoth(simulator);
	},
};
