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
	async execute(context, itemIndex) {
		const telephonySessionId = requiredTelephonySessionId(context, itemIndex);
		const session = await readSession(context, itemIndex, telephonySessionId);
		return context.getNodeParameter('simplify', itemIndex, true) === true
			? simplifiedSession(telephonySessionId, session)
			: session;
	},
};
