import { extensionOrOwnField } from '../../descriptions/extensionOrOwn';
import { filtersOf } from '../../descriptions/filters';
import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedDevice } from '../../calls/output/simplifiedDevice';
import { apiPath } from '../../transport/http/apiPath';
import { extensionIdOrOwn } from '../extensionParameter';
import { filterQuery } from '../filtersParameter';
import { manyRecords } from '../manyRecords';
import type { Operation } from '../operation';

const extensionField = extensionOrOwnField('The user whose phones to get');

const filtersField = filtersOf([
	{
		displayName: 'Types',
		name: 'type',
		type: 'multiOptions',
		options: [
			{ name: 'Browser', value: 'WebRTC' },
			{ name: 'Desk Phone', value: 'HardPhone' },
			{ name: 'Meeting Room', value: 'Room' },
			{ name: 'Other Phone', value: 'OtherPhone' },
			{ name: 'RingCentral App', value: 'SoftPhone' },
		],
		default: [],
		description: 'Only phones of these types',
	},
]);

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many phones',
	description: 'Get many phones of a user, and whether they are switched on',
	properties: [extensionField, ...returnAllFields, filtersField, simplifyField],
	async execute(item) {
		const extensionId = await extensionIdOrOwn(item, extensionField);
		const devices = await manyRecords(
			item,
			{
				path: apiPath`/restapi/v1.0/account/~/extension/${extensionId}/device`,
				query: filterQuery(item, filtersField),
			},
			{ extensionId: extensionField },
		);
		return devices.map((device) => item.simplifiedOrRaw(device, simplifiedDevice));
	},
};
