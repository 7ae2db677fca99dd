import { simplifiedRingOut } from '../../calls/output/simplifiedRingOut';
import { ringOutPath } from '../../transport/http/ringOutPath';
import { namedOperation } from '../namedOperation';
import { namedRingOut } from './namedRingOut';

export const get = namedOperation({
	name: 'Get',
	value: 'get',
	action: 'Get ring out',
	description: 'Look up whether the two phones are still ringing or have been answered',
	thing: namedRingOut,
	request: (id) => ({ method: 'GET', path: ringOutPath(id) }),
	output: (_item, ringOut, ringOutId) => ({ ...simplifiedRingOut(ringOut), ringOutId }),
});
