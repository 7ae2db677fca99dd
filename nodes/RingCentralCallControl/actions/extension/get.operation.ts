import { byNumber, idLocator } from '../../descriptions/idLocator';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedExtension } from '../../calls/output/simplifiedExtension';
import { requiredExtensionId } from '../extensionParameter';
import { namedOperation } from '../namedOperation';
import { extensionPath } from '../../transport/http/extensionPath';

const extensionField = idLocator({
	displayName: 'Extension',
	name: 'extension',
	required: true,
	default: { mode: 'id', value: '={{ $json.extensionId }}' },
	description:
		'The user, call queue or other extension to look up. Behind a RingCentral trigger it is the one whose side of the call started the workflow.',
	search: 'searchExtensions',
	listPlaceholder: 'Select an extension...',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});

const ADVICE =
	"Choose an extension from the list. Behind a trigger, 'extensionId' is empty for people outside your company.";

export const get = namedOperation({
	name: 'Get',
	value: 'get',
	action: 'Get extension',
	description: 'Look up who an extension is: name, number and how to reach it',
	thing: {
		field: extensionField,
		id: async (item) => await requiredExtensionId(item, extensionField, ADVICE),
		advice: 'Check the ID, or choose an extension from the list.',
	},
	properties: [simplifyField],
	request: (id) => ({ method: 'GET', path: extensionPath(id) }),
	output: (item, extension) => item.simplifiedOrRaw(extension, simplifiedExtension),
});
