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

/** A request to a party; `path` is relative to the party, e.g. "/hold". */
export type PartyRequest = Pick<RingCentralRequest, 'method' | 'path' | 'body'>;

export interface PartyOperation extends Pick<
	Operation,
	'name' | 'value' | 'action' | 'description'
> {
	/** Replaces the usual locator of the call. */
	callField?: INodeProperties;
	/** Replaces the usual locator of the party. */
	partyField?: INodeProperties;
	/** Before the two locators, because the locators' lists depend on them. */
	firstProperties?: INodeProperties[];
	/** After the two locators. */
	properties?: INodeProperties[];
	request(item: PartyItem): PartyRequest | Promise<PartyRequest>;
	/** Makes the output item from RingCentral's answer, unchecked. */
	output(item: PartyItem, answer: unknown): IDataObject;
	/** Its own parameters that RingCentral may refuse. */
	fields?: FieldsByApiName;
	/** Other reasons for a refusal if the state of the party fits; whole sentences. */
	otherReason?: string;
	/** Whether it also works on parties outside the company. */
	isForOutsideParties?: boolean;
}

/** Builds an operation of one request to a party. */
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
