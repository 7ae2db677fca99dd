import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedPresence } from '../../calls/output/simplifiedPresence';
import { manyRecords } from '../manyRecords';
import type { Operation } from '../operation';
import { asWished } from '../simplifyParameter';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many presences',
	description: 'Get the presence of many users of the company, with their calls',
	properties: [...returnAllFields, simplifyField],
	async execute(context, itemIndex) {
		const presences = await manyRecords(context, itemIndex, {
			path: '/restapi/v1.0/account/~/presence',
			query: { detailedTelephonyState: true },
		});
		return presences.map((presence) => asWished(context, itemIndex, presence, simplifiedPresence));
	},
};
