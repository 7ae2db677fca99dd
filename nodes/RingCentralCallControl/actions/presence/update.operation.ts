import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../descriptions/simplify';
import type { PresenceInfoRequest } from '../../calls/events/contract';
import { simplifiedPresence } from '../../calls/output/simplifiedPresence';
import { isFields, textsOf } from '../../calls/events/unknown';
import { apiPath } from '../../transport/http/apiPath';
import type { Item } from '../item';
import { namedOperation } from '../namedOperation';
import type { Operation } from '../operation';
import { namedUser } from './namedUser';

type PresenceField = INodeProperties & { name: keyof PresenceInfoRequest };

const presenceFields: PresenceField[] = [
	{
		displayName: 'Accept Call Queue Calls',
		name: 'acceptCallQueueCalls',
		type: 'boolean',
		default: true,
		description: 'Whether calls of the call queues that the user is a member of ring',
	},
	{
		displayName: 'Allow Seeing Presence',
		name: 'allowSeeMyPresence',
		type: 'boolean',
		default: true,
		description: 'Whether colleagues see the presence of this user',
	},
	{
		displayName: 'Caller ID Visibility',
		name: 'callerIdVisibility',
		type: 'options',
		options: [
			{ name: 'All Colleagues', value: 'All' },
			{ name: 'Chosen Colleagues', value: 'PermittedUsers' },
			{ name: 'Nobody', value: 'None' },
		],
		default: 'All',
		description: 'Who sees with whom the user is talking',
	},
	{
		displayName: 'Do Not Disturb',
		name: 'dndStatus',
		type: 'options',
		options: [
			{ name: 'Take All Calls', value: 'TakeAllCalls' },
			{ name: 'Take No Call Queue Calls', value: 'DoNotAcceptDepartmentCalls' },
			{ name: 'Take No Calls', value: 'DoNotAcceptAnyCalls' },
			{ name: 'Take Only Call Queue Calls', value: 'TakeDepartmentCallsOnly' },
		],
		default: 'TakeAllCalls',
		description:
			"Which calls ring at this user. In accounts with RingCentral's newer call handling use 'Do Not Disturb (Personal)'.",
	},
	{
		displayName: 'Do Not Disturb (Personal)',
		name: 'dndStatusPersonal',
		type: 'options',
		options: [
			{ name: 'Take All Calls', value: 'TakeAllCalls' },
			{ name: 'Take No Calls', value: 'DoNotAcceptAnyCalls' },
		],
		default: 'TakeAllCalls',
		description:
			"Which calls ring at this user, in accounts with RingCentral's newer call handling. Combine it with 'Accept Call Queue Calls'.",
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		default: '',
		placeholder: 'e.g. Back at two',
		description: 'What colleagues read beside the status. Leave empty to remove it.',
	},
	{
		displayName: 'Pick Up Calls on Hold',
		name: 'pickUpCallsOnHold',
		type: 'boolean',
		default: false,
		description: 'Whether the user may take over calls that colleagues have put on hold',
	},
	{
		displayName: 'Ring on Monitored Call',
		name: 'ringOnMonitoredCall',
		type: 'boolean',
		default: false,
		description: 'Whether the phone rings too when it rings at a colleague that this user monitors',
	},
	{
		displayName: 'User Status',
		name: 'userStatus',
		type: 'options',
		options: [
			{ name: 'Available', value: 'Available' },
			{ name: 'Busy', value: 'Busy' },
			{ name: 'Offline', value: 'Offline' },
		],
		default: 'Available',
		description: 'What colleagues see while the user has no call',
	},
];

const changesField: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: presenceFields,
};

const fieldsByApiName = Object.fromEntries(presenceFields.map((field) => [field.name, field]));

const user = namedUser('The user whose presence to change');

export const update: Operation = {
	...namedOperation({
		name: 'Update',
		value: 'update',
		action: 'Update presence',
		description: 'Change the status of a user, for example to Do Not Disturb',
		thing: user,
		properties: [changesField, simplifyField],
		request: (id, item) => ({
			method: 'PUT',
			path: apiPath`/restapi/v1.0/account/~/extension/${id}/presence`,
			body: changes(item),
		}),
		fields: fieldsByApiName,
		output: (item, presence) =>
			item.simplifiedOrRaw(presence, (answer) => simplifiedPresence(answer)),
	}),
	// All items of a node name users in the same way: by ID, or by number.
	subjectOf: (item) => item.text(user.field),
};

/** Assumption PRESENCE-PARTIAL: a member that is not sent stays unchanged. */
function changes(item: Item): IDataObject {
	const given = item.value(changesField, {});
	const values = isFields(given) ? given : {};
	const body: IDataObject = {};
	for (const field of presenceFields) {
		if (field.name in values) {
			body[field.name] = checkedValue(item, field, values[field.name]);
		}
	}
	if (Object.keys(body).length > 0) return body;
	throw item.parameterError(changesField, 'is empty', 'Add what is to change.');
}

/** Validates a value, because an expression may give any type. */
function checkedValue(item: Item, field: PresenceField, value: unknown): string | boolean {
	if (field.type === 'boolean') return item.isOn(field, value);
	if (field.type === 'string') {
		return item.isEmpty(field, value) ? '' : item.textIn(field, value);
	}
	const choices = (field.options ?? []).map((option) => ('value' in option ? option.value : ''));
	return item.requiredChoice(field, textsOf(choices), value);
}
