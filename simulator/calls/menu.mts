import { mainMenu, mainNumber } from '../account.mts';
import { type Call, incorrectState } from './call.mts';
import { findDestination } from './destination.mts';
import type { Exchange } from './exchange.mts';
import { type Caller, addCallerLeg } from './placing.mts';
import { ringingSteps, stepIfPossible } from './ringing.mts';
import type { Step } from './script.mts';

const menuEnd = { phoneNumber: mainNumber, name: mainMenu.name, extensionId: mainMenu.id };

/** A caller dials the main number and is greeted by the menu. Resolves when the greeting begins. */
export async function callMenu(
	exchange: Exchange,
	{ phoneNumber, name }: Pick<Caller, 'phoneNumber' | 'name'>,
): Promise<Call> {
	const call = exchange.open('Call');
	const from = { phoneNumber, name };
	const caller = addCallerLeg(call, from, mainNumber);
	await exchange.play(call, [
		() => call.announce(caller),
		() => {
			const menu = call.add({
				direction: 'Inbound',
				side: 'called',
				from,
				to: menuEnd,
				extensionId: mainMenu.id,
				menu: true,
			});
			call.announce(menu);
		},
		() => {
			caller.to = menuEnd;
			stepIfPossible(call, caller, 'answer')();
		},
	]);
	return call;
}

/**
 * The caller presses the keys of an extension.
 * @throws ApiError 409 when the menu has ended; 400 when there is no such extension
 */
export function chooseSteps(call: Call, extensionNumber: string): Step[] {
	const menu = call.liveParties('called').find((party) => party.menu);
	if (!menu) throw incorrectState();
	const destination = findDestination('extensionNumber', extensionNumber);
	return [
		() => call.apply(menu, 'leaveMenu'),
		...ringingSteps(call, destination, { from: menu.from, side: 'called' }),
	];
}
