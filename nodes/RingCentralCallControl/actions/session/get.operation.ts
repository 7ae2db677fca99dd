import { simplifyField } from '../../descriptions/simplify';
import { telephonySessionField } from '../../descriptions/telephonySession';
import { simplifiedSession } from '../../telephony/simplifiedSession';
import { sessionPath } from '../../transport/callPath';
import { request } from '../../transport/request';
import { isJsonObject } from '../jsonObject';
import type { Operation } from '../operation';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get session',
	description: 'Look up a live call and all its parties',
	properties: [telephonySessionField, simplifyField],
	async execute(context, itemIndex) {
		const telephonySessionId = requiredTelephonySessionId(context, itemIndex);
		const answer = await request(context, {
			method: 'GET',
			path: sessionPath(telephonySessionId),
			itemIndex,
		});
		const session = isJsonObject(answer) ? answer : {};
		return context.getNodeParameter('simplify', itemIndex, true) === true
			? simplifiedSession(telephonySessionId, session)
			: session;
	},
};
