import {
	accountManager,
	reception,
	salesDesk,
	supportDesk,
	type Extension,
} from '../../simulator/account.mts';
import {
	answer,
	getCall,
	hangUp,
	placeCall,
	type PlacedCall,
} from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import type { Stage } from '../harness/stage.mts';

const desks = [reception, accountManager, salesDesk, supportDesk];

/** Calls an extension from outside, Reception by default. Resolves when it rings. */
export function ring({ simulator }: Stage, { number } = reception): Promise<PlacedCall> {
	return placeCall(simulator.control, { phoneNumber: '+14155550177' }, { extensionNumber: number });
}

/** Waits until an extension has a party with this status in the call. */
export function partyAt(
	{ simulator }: Pick<Stage, 'simulator'>,
	call: PlacedCall,
	{ id, name }: Pick<Extension, 'id' | 'name'>,
	code: string,
): Promise<PlacedCall['parties'][number]> {
	return waitFor(`The party of ${name} with the status ${code}`, async () => {
		const { parties } = await getCall(simulator.control, call);
		return parties.find(({ extensionId, status }) => extensionId === id && status.code === code);
	});
}

/** Waits until the phone of an extension rings. */
export function ringingAt(
	stage: Pick<Stage, 'simulator'>,
	call: PlacedCall,
	extension: Pick<Extension, 'id' | 'name'>,
): Promise<PlacedCall['parties'][number]> {
	return partyAt(stage, call, extension, 'Proceeding');
}

/** Places calls one after the other, which ring at these extensions in turn and keep ringing. */
export async function ringMany(
	stage: Stage,
	count: number,
	extensions = desks,
): Promise<PlacedCall[]> {
	const calls: PlacedCall[] = [];
	for (let number = 0; number < count; number++) {
		calls.push(await ring(stage, extensions[number % extensions.length]));
	}
	return calls;
}

/** Reception is called, answers, and the caller hangs up. */
export async function shortCall(stage: Stage): Promise<PlacedCall> {
	const { control } = stage.simulator;
	const call = await ring(stage, reception);
	const party = call.parties.find(({ extensionId }) => extensionId === reception.id);
	await answer(control, call, party?.id ?? '');
	await hangUp(control, call);
	return call;
}

/** Calls Reception again and again until `stop`. */
export function callAgainAndAgain(stage: Stage): { stop(): Promise<PlacedCall[]> } {
	let isOver = false;
	const work = (async () => {
		const calls: PlacedCall[] = [];
		while (!isOver) calls.push(await ring(stage));
		return calls;
	})();
	return {
		stop() {
			isOver = true;
			return work;
		},
	};
}
