import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { telephonySessionField } from '../../descriptions/telephonySession';
import { simplifiedParties } from '../../calls/output/simplifiedSession';
import { listOf } from '../../calls/events/unknown';
import { UNREADABLE } from '../../transport/http/refusal';
import { isJsonObject } from '../jsonObject';
import { mostResults } from '../manyRecords';
import type { Operation } from '../operation';
import { readSession } from '../readSession';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many parties',
	description: 'Get many parties of a call, those that have left it too',
	properties: [telephonySessionField, ...returnAllFields, simplifyField],
	async execute(item) {
		const telephonySessionId = requiredTelephonySessionId(item);
		const most = mostResults(item);
		const session = await readSession(item, telephonySessionId);
		const simplified = simplifiedParties(telephonySessionId, session);
		if (simplified === undefined) throw item.refusalError(UNREADABLE);
		const parties = item.isSimplified ? simplified : listOf(session.parties).filter(isJsonObject);
		return parties.slice(0, most);
	},
};
