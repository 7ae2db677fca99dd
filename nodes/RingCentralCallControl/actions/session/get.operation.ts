import { simplifyField } from '../../descriptions/simplify';
import { telephonySessionField } from '../../descriptions/telephonySession';
import { simplifiedSession } from '../../calls/output/simplifiedSession';
import type { Operation } from '../operation';
import { readSession } from '../readSession';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get call',
	description: 'Look up a live call and all its parties',
	properties: [telephonySessionField, simplifyField],
	async execute(item) {
		const telephonySessionId = requiredTelephonySessionId(item);
		const session = await readSession(item, telephonySessionId);
		return item.isSimplified ? simplifiedSession(telephonySessionId, session) : session;
	},
};
