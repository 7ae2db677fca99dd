import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { telephonySessionField } from '../../descriptions/telephonySession';
import { simplifiedParties } from '../../calls/output/simplifiedSession';
import { listOf } from '../../calls/events/unknown';
import { UNREADABLE } from '../../transport/http/refusal';
import { refusalError } from '../../transport/http/request';
import { isJsonObject } from '../jsonObject';
import { mostResults } from '../mostResults';
import type { Operation } from '../operation';
import { readSession } from '../readSession';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many parties',
	description: 'Get many parties of a call, those that have left it too',
	properties: [telephonySessionField, ...returnAllFields, simplifyField],
	async execute(context, itemIndex) {
		const telephonySessionId = requiredTelephonySessionId(context, itemIndex);
		const most = mostResults(context, itemIndex);
		const session = await readSession(context, itemIndex, telephonySessionId);
		if (!Array.isArray(session.parties)) throw refusalError(context, UNREADABLE, itemIndex);
		const parties =
			context.getNodeParameter('simplify', itemIndex, true) === true
				? simplifiedParties(telephonySessionId, session)
				: listOf(session.parties).filter(isJsonObject);
		return parties.slice(0, most);
	},
};
