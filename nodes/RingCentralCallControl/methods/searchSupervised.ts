import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { partyState } from '../calls/parties/partyStatus';
import { INCOMING, INCOMING_PARTY_NAME } from '../calls/parties/incoming';
import { isFields, textOf } from '../calls/events/unknown';
import { extensionOfNumber } from '../transport/http/extensionOfNumber';
import { entriesFirst } from './entriesFirst';
import { liveCalls } from './liveCalls';
import { incomingCallEntry } from './searchLiveCalls';
import { entryOf, partiesOfChosenCall } from './searchParties';

/** For 'Call' of 'Supervise': the calls on which the colleague in 'Agent' is connected. */
export async function searchSupervisedCalls(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await entriesFirst(
		[incomingCallEntry],
		async () => {
			const agent = await chosenAgent(this);
			if (agent === undefined) {
				// Without a value: n8n asks for a choice when this entry is taken.
				return [{ name: CHOOSE_AGENT, value: '' }];
			}
			const calls = (await liveCalls(this, agent)).filter(canBeSupervised);
			return calls.map(({ name, telephonySessionId: value }) => ({ name, value }));
		},
		"The agent's calls",
		filter,
	);
}

/** For 'Party' of 'Supervise': the connected parties of the call in 'Call'. */
export async function searchSupervisedParties(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await entriesFirst(
		[{ name: INCOMING_PARTY_NAME, value: INCOMING }],
		async () => {
			const parties = await partiesOfChosenCall(this, 'telephonySessionId');
			return parties.filter(canBeSupervised).map(entryOf);
		},
		'Parties of the call',
		filter,
	);
}

const CHOOSE_AGENT = "Choose 'Agent' to see the calls of that colleague";

function canBeSupervised({ status }: { status: string | null }): boolean {
	return partyState({ status: status ?? undefined })?.operations.includes('Supervise') === true;
}

/** The ID of the extension in 'Agent'; undefined while the field is empty or an expression. */
async function chosenAgent(context: ILoadOptionsFunctions): Promise<string | undefined> {
	const locator: unknown = context.getCurrentNodeParameter('agentExtension');
	const { mode, value } = isFields(locator) ? locator : {};
	const agent = textOf(value)?.trim();
	if (agent === undefined || agent === '' || agent.startsWith('=')) return undefined;
	if (mode !== 'number') return agent;
	const extension = await extensionOfNumber(context, agent);
	return textOf(extension?.id);
}
