import { filtersOf } from '../../descriptions/filters';
import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedExtension } from '../../calls/output/simplifiedExtension';
import { filterQuery } from '../filtersParameter';
import { manyRecords } from '../manyRecords';
import type { Operation } from '../operation';
import { EXTENSIONS_PATH } from '../../transport/http/extensionPath';

const filtersField = filtersOf([
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'e.g. reception@example.com',
		default: '',
		description: 'Only the extension with this email address',
	},
	{
		displayName: 'Extension Number',
		name: 'extensionNumber',
		type: 'string',
		placeholder: 'e.g. 101',
		default: '',
		description: 'Only the extension with this short number',
	},
	{
		displayName: 'Statuses',
		name: 'status',
		type: 'multiOptions',
		options: [
			{ name: 'Disabled', value: 'Disabled' },
			{ name: 'Enabled', value: 'Enabled' },
			{ name: 'Frozen', value: 'Frozen' },
			{ name: 'Not Activated', value: 'NotActivated' },
			{ name: 'Unassigned', value: 'Unassigned' },
		],
		default: ['Enabled'],
		description: 'Only extensions in these statuses',
	},
	{
		displayName: 'Types',
		name: 'type',
		type: 'multiOptions',
		options: [
			{ name: 'Announcement', value: 'Announcement' },
			{ name: 'Call Queue', value: 'Department' },
			{ name: 'Digital User', value: 'DigitalUser' },
			{ name: 'Group Call Pickup', value: 'GroupCallPickup' },
			{ name: 'IVR Menu', value: 'IvrMenu' },
			{ name: 'Limited Extension', value: 'Limited' },
			{ name: 'Paging', value: 'PagingOnly' },
			{ name: 'Park Location', value: 'ParkLocation' },
			{ name: 'Shared Lines Group', value: 'SharedLinesGroup' },
			{ name: 'Site', value: 'Site' },
			{ name: 'User', value: 'User' },
			{ name: 'Virtual User', value: 'VirtualUser' },
			{ name: 'Voicemail', value: 'Voicemail' },
		],
		default: ['User'],
		description: 'Only extensions of these types',
	},
]);

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many extensions',
	description: 'Get many extensions of the company: users, call queues, park locations and others',
	properties: [...returnAllFields, filtersField, simplifyField],
	async execute(item) {
		const extensions = await manyRecords(item, {
			path: EXTENSIONS_PATH,
			query: filterQuery(item, filtersField),
		});
		return extensions.map((extension) => item.simplifiedOrRaw(extension, simplifiedExtension));
	},
};
