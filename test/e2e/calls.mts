import { accountManager, reception, salesDesk, supportDesk } from '../../simulator/account.mts';
import { placeCall, type PlacedCall } from '../../lab/src/simulatorControl.mts';
import type { Stage } from '../harness/stage.mts';

const desks = [reception, accountManager, salesDesk, supportDesk];

/** Somebody outside rings an extension, Reception as a rule. Resolves when it rings. */
export function ring({ simulator }: Stage, { number } = reception): Promise<PlacedCall> {
	return placeCall(simulator.control, { phoneNumber: '+14155550177' }, { extensionNumber: number });
}

/** Places calls one after the other, which ring at these extensions in turn and go on ringing. */
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
