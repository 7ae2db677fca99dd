import { optionsField } from '../../descriptions/options';
import { outgoingCallOptions } from '../../descriptions/outgoingCall';
import { partyField } from '../../descriptions/party';
import { simplifyField } from '../../descriptions/simplify';
import { targetProperties, type TargetKind } from '../../descriptions/target';
import { telephonySessionField } from '../../descriptions/telephonySession';
import type { TransferTarget } from '../../calls/events/contract';
import { partyPath } from '../../transport/http/callPath';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { targetFields } from './callTarget';
import { PartyItem } from './partyItem';
import { requiredParty } from './partyParameter';
import { sendOn, unsentOutput, type CallToSend } from './sendOn';
import { sendOnRefusal } from './sendOnRefusal';
import { sentOutput, type Way } from './sentOutput';

interface SendOnOperation extends Pick<Operation, 'value' | 'action' | 'description'> {
	name: 'Forward' | 'Transfer';
	/** Possible kinds of targets. */
	targets: readonly TargetKind[];
	way: Way;
	target(item: Item): Promise<TransferTarget>;
}

/** The fields of every operation that sends a call on. */
export function sendOnProperties(targets: readonly TargetKind[]): Operation['properties'] {
	return [
		telephonySessionField,
		partyField,
		...targetProperties(targets),
		simplifyField,
		optionsField(outgoingCallOptions),
	];
}

/** Builds an operation that sends a call on with one command. */
export function sendOnOperation(operation: SendOnOperation): Operation {
	const { name, value, action, description } = operation;
	return {
		name,
		value,
		action,
		description,
		properties: sendOnProperties(operation.targets),
		async execute(given) {
			const item = new PartyItem(given, await requiredParty(given));
			const target = await operation.target(item);
			const call: CallToSend = { name, item, target };
			const path = `${partyPath(item.party)}/${operation.way}`;
			const request = { method: 'POST', path, body: target } as const;
			const unsent = unsentOutput(call, request);
			if (unsent) return unsent;
			const answer = await sendOn(call, request);
			if (answer.isRefused) {
				throw await sendOnRefusal(item, answer.refusal, { name, fields: targetFields });
			}
			return sentOutput(item, target, operation.way, answer.body);
		},
	};
}
