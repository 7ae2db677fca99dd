import { simplifyField } from '../../descriptions/simplify';
import { partyOperation } from './partyOperation';
import { partyOutput } from './partyOutput';

export const get = partyOperation({
	name: 'Get',
	value: 'get',
	action: 'Get party',
	description: 'Look up the state of one party of a call',
	properties: [simplifyField],
	request: () => ({ method: 'GET', path: '' }),
	output: partyOutput,
});
