import type { NodeOperationError } from 'n8n-workflow';

import { idLocator } from '../../descriptions/idLocator';
import { simplifyField } from '../../descriptions/simplify';
import { telephonySessionField } from '../../descriptions/telephonySession';
import type { BridgeTargetRequest } from '../../calls/events/contract';
import { isPresent, type Party } from '../../calls/events/party';
import { nameOfParty, ownPairs } from '../../calls/parties/partyRole';
import { partyPath, type PartyAddress } from '../../transport/http/callPath';
import { callParties } from '../callParties';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { ownExtensionId } from '../ownExtension';
import { requiredTelephonySessionId } from '../telephonySessionParameter';
import { PartyItem } from './partyItem';
import { partyOutput } from './partyOutput';
import { partyRefusal } from './partyRefusal';

/** The user's call with the person to transfer to. */
const consultationField = idLocator({
	displayName: 'Consultation Call',
	name: 'consultationTelephonySessionId',
	required: true,
	description:
		'Your other call, with the person who takes over. It has to be answered, and not the same as the one above.',
	search: 'searchOtherCalls',
	listPlaceholder: 'Select a call...',
	idPlaceholder: 'e.g. s-a0d17931e6a3cz18b67acb764z1a2b0001',
});

export const bridge: Operation = {
	name: 'Bridge',
	value: 'bridge',
	action: 'Complete warm transfer',
	description: 'Connect the other sides of your two calls and leave both: a warm transfer',
	properties: [telephonySessionField, consultationField, simplifyField],
	async execute(item) {
		const [party, other] = await ownSides(item);
		const own = new PartyItem(item, party);
		const body: BridgeTargetRequest = { ...other };
		const path = `${partyPath(party)}/bridge`;
		const answer = await item.send({ method: 'POST', path, body });
		if (!answer.isRefused) {
			return {
				...partyOutput(own, answer.body),
				consultationTelephonySessionId: other.telephonySessionId,
			};
		}
		throw await partyRefusal(own, answer.refusal, {
			name: 'Bridge',
			fields: { telephonySessionId: consultationField },
			otherReason: 'The consultation call has to be answered or on hold too.',
		});
	},
};

/** The same extension's parties in the held call and in the consultation call. */
async function ownSides(item: Item): Promise<[PartyAddress, PartyAddress]> {
	const heldId = requiredTelephonySessionId(item);
	const consultationId = requiredTelephonySessionId(item, consultationField);
	if (heldId === consultationId) {
		throw item.parameterError(
			consultationField,
			"is the same call as 'Call'",
			'Choose your other call, with the person who takes over.',
		);
	}
	const held = await partiesOn(item, heldId);
	const consultation = await partiesOn(item, consultationId);
	const [pair, ...further] = await pairs(item, held, consultation);
	if (pair === undefined || further.length > 0) {
		throw noPair(item, { held, consultation, isAmbiguous: pair !== undefined });
	}
	const [party, other] = pair;
	return [
		{ telephonySessionId: heldId, partyId: party.id },
		{ telephonySessionId: consultationId, partyId: other.id },
	];
}

/** Looks up the signed-in user only if several extensions take part in both calls. */
async function pairs(
	item: Item,
	held: readonly Party[],
	consultation: readonly Party[],
): Promise<Array<[Party, Party]>> {
	const found = ownPairs(held, consultation);
	if (found.length <= 1) return found;
	const extensionId = await ownExtensionId(item);
	return found.filter(([party]) => party.extensionId === extensionId);
}

async function partiesOn(item: Item, telephonySessionId: string): Promise<Party[]> {
	const call = await callParties(item, telephonySessionId);
	if (call.isOver) throw item.refusalError(call.refusal);
	return call.parties.filter(isPresent);
}

interface TwoCalls {
	held: readonly Party[];
	consultation: readonly Party[];
	isAmbiguous: boolean;
}

function noPair(item: Item, { held, consultation, isAmbiguous }: TwoCalls): NodeOperationError {
	const problem = isAmbiguous
		? 'It is not clear whose calls they are: several extensions take part in both'
		: 'Nobody of your company takes part in both calls';
	return item.error(
		`${problem} ${item.label}`,
		`In 'Call': ${listed(held)}. In 'Consultation Call': ${listed(consultation)}. Both have to be calls of the same extension.`,
	);
}

function listed(parties: readonly Party[]): string {
	return parties.map(nameOfParty).join(', ') || 'nobody';
}
