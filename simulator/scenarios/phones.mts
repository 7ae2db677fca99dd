import { reception } from '../account.mts';
import { eventually } from './eventually.mts';

/** A client of the control API under /sim; a refusal rejects. */
export interface Control {
	get<Answer>(path: string): Promise<{ data: Answer }>;
	post<Answer>(path: string, body?: object): Promise<{ data: Answer }>;
}

/** A simulator that people can act on. */
export interface Controlled {
	readonly control: Control;
}

/** What the control API tells of a call. */
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

/** Somebody dials a number or an extension; resolves when it rings. */
export async function placeCall(
	{ control }: Controlled,
	to: { phoneNumber: string } | { extensionNumber: string },
	from: object = outsideCaller,
): Promise<SimulatedCall> {
	const { data } = await control.post<SimulatedCall>('/calls', { from, to });
	return data;
}

/** Somebody dials the main number; resolves when they hear the menu. */
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

/** A person at one of the phones does something. */
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

/** Waits for what the platform does by itself after a command. */
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

/** A call from outside to Reception that has been answered. */
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

/** Waits until the platform has done what follows from a command. */
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

/** The field that names a device, with an extension's first one. */
export function phoneOf(extension: { devices: readonly { id: string }[] }) {
	return { deviceId: extension.devices[0]?.id };
}

/** Parties count from 1, the caller's. */
export function partyIdOf(call: SimulatedCall, partyNumber: number): string {
	return `${call.telephonySessionId.replace(/^s-/, 'p-')}-${partyNumber}`;
}
