import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { telephonySessionField } from '../../descriptions/telephonySession';
import { simplifiedSession } from '../../telephony/simplifiedSession';
import { listOf } from '../../telephony/unknown';
import { sessionPath } from '../../transport/callPath';
import { request } from '../../transport/request';
import { isJsonObject } from '../jsonObject';
import { limited } from '../limited';
import type { Operation } from '../operation';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many parties',
	description: 'Get many parties of a call, those that have left it too',
	properties: [telephonySessionField, ...returnAllFields, simplifyField],
	async execute(context, itemIndex) {
		const telephonySessionId = requiredTelephonySessionId(context, itemIndex);
		const answer = await request(context, {
			method: 'GET',
			path: sessionPath(telephonySessionId),
			itemIndex,
		});
		const session = isJsonObject(answer) ? answer : {};
		return context.getNodeParameter('simplify', itemIndex, true) === true
			? limited(context, itemIndex, simplifiedSession(telephonySessionId, session).parties)
			: limited(context, itemIndex, listOf(session.parties).filter(isJsonObject));
	},
};
