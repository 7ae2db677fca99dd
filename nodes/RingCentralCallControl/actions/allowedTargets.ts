import { allowedTargetsField } from '../descriptions/outgoingCall';
import {
	allowedTargetsOf,
	isAllowedId,
	isAllowedNumber,
	type AllowedTargets,
} from '../calls/events/allowedTargets';
import type { TransferTarget } from '../calls/events/contract';
import { isFields, textOf } from '../calls/events/unknown';
import type { Item } from './item';
import { extensionPath } from '../transport/http/extensionPath';

const ADVICE =
	'Write extension numbers, and phone numbers with + and the country code, with commas between them, e.g. 101, +14155550100, +1415*.';

/**
 * Returns the target, if 'Allowed Targets' has it or is not used. The list may have an extension's
 * number where the target has its id; the number is then looked up.
 *
 * @throws NodeOperationError that names the target and the allowed targets.
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
		// An AI model sees only the message, so the message lists the allowed targets.
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
		// An expression with an empty result must not allow every target.
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
	const path = extensionPath(id);
	const extension = await item.request({ method: 'GET', path });
	const number = isFields(extension) ? textOf(extension.extensionNumber) : undefined;
	return number !== undefined && isAllowedNumber(targets, number);
}
