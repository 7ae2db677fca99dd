import { reception } from '../account.mts';
import { eventually } from './eventually.mts';

/** A client of the control API under /sim, which rejects on a refusal. */
export interface Control {
	get<Answer>(path: string): Promise<{ data: Answer }>;
	post<Answer>(path: string, body?: object): Promise<{ data: Answer }>;
}

/** A simulator under the control of virtual people. */
export interface Controlled {
	readonly control: Control;
}

/** A call in the control API. */
export interface SimulatedCall {
	telephonySessionId: string;
	sessionId: string;
	parties: Array<{ id: string; extensionId?: string; direction: string; status: string }>;
}

export interface CallState {
	over: boolean;
	parties: Array<{
		id: string;
		extensionId?: string;
		status: { code: string; reason?: string };
		from: { phoneNumber?: string; name?: string };
		to: { phoneNumber?: string; name?: string };
		missed: boolean;
		parkId?: string;
	}>;
}

export const outsideCaller = { phoneNumber: '+14155550199', name: 'Important customer' };

/** A caller dials a number or an extension; resolves when it rings. */
export async function placeCall(
	{ control }: Controlled,
	to: { phoneNumber: string } | { extensionNumber: string },
	from: object = outsideCaller,
): Promise<SimulatedCall> {
	const { data } = await control.post<SimulatedCall>('/calls', { from, to });
	return data;
}

/** A caller dials the main number; resolves when the menu greets them. */
export async function callMenu({ control }: Controlled): Promise<SimulatedCall> {
	const { data } = await control.post<SimulatedCall>('/calls', {
		from: outsideCaller,
		menu: true,
	});
	return data;
}

/** The caller presses the keys of an extension; resolves when it rings. */
export async function choose(
	{ control }: Controlled,
	{ telephonySessionId }: SimulatedCall,
	extensionNumber: string,
): Promise<SimulatedCall> {
	const { data } = await control.post<SimulatedCall>(`/calls/${telephonySessionId}/choose`, {
		extensionNumber,
	});
	return data;
}

export type PhoneVerb =
	| 'also-ring'
	| 'answer'
	| 'bridge'
	| 'decline'
	| 'hangup'
	| 'hold'
	| 'no-answer'
	| 'park'
	| 'retrieve'
	| 'switch'
	| 'transfer'
	| 'unhold';

/** Performs an action at one of the phones. */
export async function act(
	{ control }: Controlled,
	call: SimulatedCall,
	partyNumber: number,
	verb: PhoneVerb,
	details?: object,
): Promise<SimulatedCall> {
	const partyId = partyIdOf(call, partyNumber);
	const { data } = await control.post<SimulatedCall>(
		`/calls/${call.telephonySessionId}/parties/${partyId}/${verb}`,
		details,
	);
	return data;
}

export async function stateOf({ control }: Controlled, call: SimulatedCall): Promise<CallState> {
	const { data } = await control.get<CallState>(`/calls/${call.telephonySessionId}`);
	return data;
}

/** Waits until a party has this status, after steps that the platform takes by itself. */
export async function untilParty(
	simulator: Controlled,
	call: SimulatedCall,
	partyNumber: number,
	code: string,
): Promise<CallState> {
	return await eventually(
		() => stateOf(simulator, call),
		(state) => state.parties[partyNumber - 1]?.status.code === code,
	);
}

/** Calls Reception from outside and answers the call. */
export async function converse(simulator: Controlled): Promise<SimulatedCall> {
	const call = await placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });
	await act(simulator, call, 2, 'answer');
	return call;
}

/** `status` or `status/reason` of each party, the caller's first. */
export function statuses(state: CallState): string[] {
	return state.parties.map(({ status }) =>
		status.reason === undefined ? status.code : `${status.code}/${status.reason}`,
	);
}

/** Waits until the parties have these statuses. */
export async function untilStatuses(
	simulator: Controlled,
	call: SimulatedCall,
	expected: string[],
): Promise<void> {
	await eventually(
		async () => statuses(await stateOf(simulator, call)),
		(seen) => seen.join() === expected.join(),
	);
}

/** The field `deviceId`, with an extension's first device. */
export function phoneOf(extension: { devices: readonly { id: string }[] }) {
	return { deviceId: extension.devices[0]?.id };
}

/** Parties count from 1, the caller. */
export function partyIdOf(call: SimulatedCall, partyNumber: number): string {
	return `${call.telephonySessionId.replace(/^s-/, 'p-')}-${partyNumber}`;
}
