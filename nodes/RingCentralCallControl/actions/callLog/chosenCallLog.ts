import { callLogExtensionField, callLogOfField } from '../../descriptions/callLog';
import { callLogPath } from '../../transport/http/callLogPath';
import { extensionIdOrOwn } from '../extensionParameter';
import type { Item } from '../item';

/** The path of the call log that 'Call Log Of' and 'Extension' name. */
export async function chosenCallLog(item: Item): Promise<string> {
	const callLogOf = item.requiredChoice(callLogOfField, ['extension', 'company']);
	return callLogPath(
		callLogOf === 'extension' ? await extensionIdOrOwn(item, callLogExtensionField) : undefined,
	);
}
