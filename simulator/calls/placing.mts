import { type Extension, extensionByNumber, mainNumber } from '../account.mts';
import { invalidParameter } from '../apiError.mts';
import type { Call } from './call.mts';
import { type Destination, findDestination, numberFor } from './destination.mts';
import type { Exchange } from './exchange.mts';
import type { LegEnd, Party } from './party.mts';
import { ringingSteps, stepIfPossible } from './ringing.mts';

export interface Caller {
	phoneNumber?: string;
	name?: string;
	/** One of the account's own extensions calls. */
	extensionNumber?: string;
}

/**
 * Adds the caller's leg, which is Outbound from the platform's viewpoint. An extension's own leg has
 * no name before the platform handles the call.
 */
export function addCallerLeg(call: Call, from: LegEnd, dialled: string): Party {
	return call.add({
		direction: 'Outbound',
		side: 'caller',
		from: from.extensionId === undefined ? from : { ...from, name: undefined },
		to: { phoneNumber: dialled },
		extensionId: from.extensionId,
	});
}

function findCallingExtension(number: string): Extension {
	const extension = extensionByNumber(number);
	if (extension?.type !== 'User') throw invalidParameter('from.extensionNumber', number);
	return extension;
}

/** An extension as its own leg shows it. */
export function ownEnd(extension: Extension, deviceId?: string): LegEnd {
	return {
		phoneNumber: extension.directNumber ?? mainNumber,
		name: extension.name,
		extensionId: extension.id,
		deviceId,
	};
}

/**
 * Places a call as a telephone would. Resolves when it rings.
 * @throws ApiError 400 when the caller or the callee does not exist
 */
export async function placeCall(
	exchange: Exchange,
	caller: Caller,
	target: { field: 'phoneNumber' | 'extensionNumber'; value: string },
): Promise<Call> {
	const destination = findDestination(target.field, target.value);
	const { extensionNumber, phoneNumber, name } = caller;
	if (extensionNumber !== undefined) {
		const extension = findCallingExtension(extensionNumber);
		return placeCallFrom(exchange, ownEnd(extension, extension.devices[0]?.id), destination);
	}
	if (phoneNumber === undefined) throw invalidParameter('from.phoneNumber');
	if (destination.kind === 'outside') throw invalidParameter('to.phoneNumber', target.value);
	return placeCallFrom(exchange, { phoneNumber, name }, destination);
}

async function placeCallFrom(
	exchange: Exchange,
	from: LegEnd,
	destination: Destination,
): Promise<Call> {
	const call = exchange.open('Call');
	const caller = addCallerLeg(call, from, numberFor(from, destination));
	const [firstRing, ...furtherRings] = ringingSteps(call, destination, { from, side: 'called' });
	// A call inside the account is "answered" on the caller's leg as soon as the platform handles
	// it; a call to outside rings on that leg until the callee answers.
	const handled = destination.kind === 'outside' ? 'ring' : 'answer';
	await exchange.play(call, [
		() => call.announce(caller),
		() => firstRing?.(),
		() => {
			if (destination.kind !== 'outside') nameEnds(caller, from, destination.extension);
			stepIfPossible(call, caller, handled)();
		},
		...furtherRings,
	]);
	return call;
}

/**
 * The caller's leg of a call inside the account gets the names of both ends once the platform
 * handles the call. In captures the own leg of a call to outside never has them.
 */
function nameEnds(caller: Party, from: LegEnd, called: Extension): void {
	caller.from = from;
	caller.to = { ...caller.to, name: called.name, extensionId: called.id };
}

/**
 * A call that RingCentral makes for a device, or for all devices of an extension: these ring first,
 * then the callee.
 *
 * Assumption CALL-OUT-ORDER: the order is inferred; no capture of a call-out is public. The device
 * is picked up at once.
 *
 * @returns the call before the device rings
 */
export function callOut(
	exchange: Exchange,
	extension: Extension,
	deviceId: string | undefined,
	destination: Destination,
): Call {
	const call = exchange.open('CallOut');
	const from = ownEnd(extension, deviceId);
	const caller = addCallerLeg(call, from, numberFor(from, destination));
	const [firstRing, ...furtherRings] = ringingSteps(call, destination, { from, side: 'called' });
	void exchange.play(call, [
		() => call.announce(caller),
		stepIfPossible(call, caller, 'ring'),
		() => {
			if (destination.kind !== 'outside') nameEnds(caller, from, destination.extension);
			stepIfPossible(call, caller, 'answer')();
		},
		() => firstRing?.(),
		...furtherRings,
	]);
	return call;
}
