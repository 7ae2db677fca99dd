import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { consultationField } from '../../descriptions/consultation';
import { simplifyField } from '../../descriptions/simplify';
import { telephonySessionField } from '../../descriptions/telephonySession';
import type { BridgeTargetRequest } from '../../calls/events/contract';
import { hasLeft, type Party } from '../../calls/events/notification';
import { nameOfParty, ownPairs } from '../../calls/parties/partyRole';
import { partyPath, type PartyAddress } from '../../transport/http/callPath';
import { refusalError, send } from '../../transport/http/request';
import { callParties } from '../callParties';
import type { Operation } from '../operation';
import { ownExtensionId } from '../ownExtension';
import { parameterFault } from '../parameters';
import { requiredTelephonySessionId } from '../telephonySessionParameter';
import { partyOutput } from './partyOutput';
import { partyRefusal } from './partyRefusal';

export const bridge: Operation = {
	name: 'Bridge',
	value: 'bridge',
	action: 'Complete warm transfer',
	description: 'Connect the other sides of your two calls and leave both: a warm transfer',
	properties: [telephonySessionField, consultationField, simplifyField],
	async execute(context, itemIndex) {
		const [party, other] = await ownSides(context, itemIndex);
		const item = { context, itemIndex, party };
		const body: BridgeTargetRequest = { ...other };
		const path = `${partyPath(party)}/bridge`;
		const answer = await send(context, { method: 'POST', path, body, itemIndex });
		if (!answer.isRefused) {
			return {
				...partyOutput(item, answer.body),
				consultationTelephonySessionId: other.telephonySessionId,
			};
		}
		throw await partyRefusal(item, answer.refusal, {
			name: 'Bridge',
			fields: { telephonySessionId: consultationField },
			otherReason: 'The consultation call has to be answered or on hold too.',
		});
	},
};

/** The parties of the same extension in both calls: it holds the one and talks in the other. */
async function ownSides(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<[PartyAddress, PartyAddress]> {
	const heldId = requiredTelephonySessionId(context, itemIndex);
	const consultationId = requiredTelephonySessionId(context, itemIndex, consultationField);
	if (heldId === consultationId) {
		throw parameterFault(
			context,
			consultationField,
			itemIndex,
			"is the same call as 'Call'",
			'Choose your other call, with the person who takes over.',
		);
	}
	const held = await partiesOn(context, itemIndex, heldId);
	const consultation = await partiesOn(context, itemIndex, consultationId);
	const [pair, ...further] = await pairs(context, itemIndex, held, consultation);
	if (pair === undefined || further.length > 0) {
		throw noPair(context, itemIndex, { held, consultation, isAmbiguous: pair !== undefined });
	}
	const [party, other] = pair;
	return [
		{ telephonySessionId: heldId, partyId: party.id },
		{ telephonySessionId: consultationId, partyId: other.id },
	];
}

/** Asks for the signed-in user only when several extensions take part in both calls. */
async function pairs(
	context: IExecuteFunctions,
	itemIndex: number,
	held: readonly Party[],
	consultation: readonly Party[],
): Promise<Array<[Party, Party]>> {
	const found = ownPairs(held, consultation);
	if (found.length <= 1) return found;
	const extensionId = await ownExtensionId(context, itemIndex);
	return found.filter(([party]) => party.extensionId === extensionId);
}

async function partiesOn(
	context: IExecuteFunctions,
	itemIndex: number,
	telephonySessionId: string,
): Promise<Party[]> {
	const call = await callParties(context, itemIndex, telephonySessionId);
	if (call.isOver) throw refusalError(context, call.refusal, itemIndex);
	return call.parties.filter((party) => !hasLeft(party));
}

interface TwoCalls {
	held: readonly Party[];
	consultation: readonly Party[];
	isAmbiguous: boolean;
}

function noPair(
	context: IExecuteFunctions,
	itemIndex: number,
	{ held, consultation, isAmbiguous }: TwoCalls,
): NodeOperationError {
	const whatIsWrong = isAmbiguous
		? 'It is not clear whose calls they are: several extensions take part in both'
		: 'Nobody of your company takes part in both calls';
	return new NodeOperationError(context.getNode(), `${whatIsWrong} [item ${itemIndex}]`, {
		itemIndex,
		description: `In 'Call': ${listed(held)}. In 'Consultation Call': ${listed(consultation)}. Both have to be calls of the same extension.`,
	});
}

function listed(parties: readonly Party[]): string {
	return parties.map(nameOfParty).join(', ') || 'nobody';
}
