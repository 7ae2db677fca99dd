import { allowedTargetsField } from '../descriptions/outgoingCall';
import {
	allowedTargetsOf,
	isAllowedId,
	isAllowedNumber,
	type AllowedTargets,
} from '../calls/events/allowedTargets';
import type { TransferTarget } from '../calls/events/contract';
import { isFields, textOf } from '../calls/events/unknown';
import { apiPath } from '../transport/http/apiPath';
import type { Item } from './item';

const ADVICE =
	'Write extension numbers, and phone numbers with + and the country code, with commas between them, e.g. 101, +14155550100, +1415*.';

/**
 * The target itself, when 'Allowed Targets' has it or is not used. An extension may be listed by its
 * number also where the target is its id; RingCentral is asked for the number then.
 *
 * @throws NodeOperationError that names the target and the allowed ones.
 */
export async function requireAllowed<Target extends TransferTarget>(
	item: Item,
	target: Target,
): Promise<Target> {
	const { options } = item;
	if (!(allowedTargetsField.name in options)) return target;
	const text = textOf(options[allowedTargetsField.name]) ?? '';
	const targets = usableTargets(item, text);
	const number = target.phoneNumber ?? target.extensionNumber;
	const id = target.extensionId ?? target.voicemail ?? target.parkOrbit;
	const isAllowed =
		(number !== undefined && isAllowedNumber(targets, number)) ||
		(id !== undefined && (await isAllowedExtension(item, targets, id)));
	if (isAllowed) return target;
	throw item.parameterError(
		allowedTargetsField,
		// An AI model sees the message alone, so that it has to say what may be called.
		`does not have ${number ?? `the extension with the ID ${id}`}, but only ${text.trim()}`,
		'Nothing was sent there. Choose one of the allowed targets, or add this one to them.',
	);
}

function usableTargets(item: Item, text: string): AllowedTargets {
	const read = allowedTargetsOf(text);
	if ('unusable' in read) {
		throw item.parameterError(
			allowedTargetsField,
			`holds something that is not a number: ${read.unusable}`,
			ADVICE,
		);
	}
	if (read.targets.length === 0) {
		// An expression that has found nothing must not open every door.
		throw item.parameterError(
			allowedTargetsField,
			'is empty',
			`${ADVICE} To allow every target, remove the option.`,
		);
	}
	return read.targets;
}

async function isAllowedExtension(
	item: Item,
	targets: AllowedTargets,
	id: string,
): Promise<boolean> {
	if (isAllowedId(targets, id)) return true;
	const path = apiPath`/restapi/v1.0/account/~/extension/${id}`;
	const extension = await item.request({ method: 'GET', path });
	const number = isFields(extension) ? textOf(extension.extensionNumber) : undefined;
	return number !== undefined && isAllowedNumber(targets, number);
}
