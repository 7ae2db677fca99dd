import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { partyField } from '../../descriptions/party';
import { telephonySessionField } from '../../descriptions/telephonySession';
import { partyPath } from '../../transport/http/callPath';
import type { RingCentralRequest } from '../../transport/http/request';
import type { Operation } from '../operation';
import type { FieldsByApiName } from '../refusalWords';
import { PartyItem } from './partyItem';
import { requiredParty } from './partyParameter';
import { partyRefusal } from './partyRefusal';

/** A request to a party; `path` is what follows the party's own address, e.g. "/hold". */
export type PartyRequest = Pick<RingCentralRequest, 'method' | 'path' | 'body'>;

export interface PartyOperation extends Pick<
	Operation,
	'name' | 'value' | 'action' | 'description'
> {
	/** The locator of the call, where it is not the usual one. */
	callField?: INodeProperties;
	/** Where the party comes from, when not from the item. */
	partyField?: INodeProperties;
	/** Before the two locators, whose lists depend on them. */
	firstProperties?: INodeProperties[];
	/** Behind the two locators, which every operation on a party has. */
	properties?: INodeProperties[];
	request(item: PartyItem): PartyRequest | Promise<PartyRequest>;
	/** The item for RingCentral's answer, which is unchecked. */
	output(item: PartyItem, answer: unknown): IDataObject;
	/** Its own parameters that RingCentral may find fault with. */
	fields?: FieldsByApiName;
	/** Why RingCentral may refuse it although the state of the party fits; whole sentences. */
	otherReason?: string;
	/** Whether it is for the sides of people outside the company too. */
	isForOutsideParties?: boolean;
}

/** An operation on one party, from its particulars. */
export function partyOperation(operation: PartyOperation): Operation {
	const { name, value, action, description, firstProperties = [], properties = [] } = operation;
	const locators = [
		operation.callField ?? telephonySessionField,
		operation.partyField ?? partyField,
	];
	return {
		name,
		value,
		action,
		description,
		properties: [...firstProperties, ...locators, ...properties],
		execute: async (item) => {
			const partyItem = new PartyItem(item, await requiredParty(item));
			const { method, path, body } = await operation.request(partyItem);
			const request = { method, path: `${partyPath(partyItem.party)}${path}`, body };
			const answer = await item.send(request);
			if (answer.isRefused) throw await partyRefusal(partyItem, answer.refusal, operation);
			return operation.output(partyItem, answer.body);
		},
	};
}
