import { fateOf, judge, type ObservedCall } from '../../reliability/judgement.mts';

const routed: ObservedCall = { commands: 1, carriedOut: 1, executions: [{ status: 'success' }] };
const withMessage = (message: string, carriedOut = 0): ObservedCall => ({
	commands: 1,
	carriedOut,
	executions: [{ status: 'error', message }],
});
const said =
	'RingCentral did not answer, so it is not known whether this was carried out. Look at the call first.';

describe('A call during a fault', () => {
	it.each<[string, string, ObservedCall]>([
		['routed', 'forwarded once', routed],
		['reported', 'that n8n gives advice on', withMessage(said)],
		['reported', 'that was forwarded although nobody can know', withMessage(said, 1)],
		['lost', 'without an execution', { commands: 0, carriedOut: 0, executions: [] }],
		['doubled', 'with two commands', { ...routed, commands: 2 }],
		[
			'doubled',
			'with two executions',
			{ ...routed, executions: [{ status: 'success' }, { status: 'error', message: said }] },
		],
		['broken', 'with a success that was none', { ...routed, carriedOut: 0 }],
		['broken', 'whose execution does not end', { ...routed, executions: [{ status: 'running' }] }],
		['broken', 'whose execution says nothing of use', withMessage('ECONNRESET')],
		['broken', 'without an execution that was forwarded', { ...routed, executions: [] }],
		[
			'broken',
			'that was forwarded against what n8n says',
			withMessage("Check 'Server'. Nothing was carried out.", 1),
		],
	])('is %s, %s', (verdict, _, call) => {
		expect(judge(call).verdict).toBe(verdict);
	});

	it("is broken when n8n's message differs, with the message as the reason", () => {
		expect(judge(withMessage(said), /guest network/)).toEqual({
			verdict: 'broken',
			reason: expect.stringContaining(said),
		});
	});
});

describe('A call while a process ends', () => {
	const unseen: ObservedCall = { commands: 0, carriedOut: 0, executions: [] };

	it.each<[string, string, ObservedCall]>([
		['routed', 'forwarded once', routed],
		[
			'routed',
			'whose execution was interrupted after its command',
			{ ...routed, executions: [{ status: 'crashed' }] },
		],
		['notDelivered', 'whose notification no process took', { ...unseen, wasDelivered: false }],
		['notStored', 'whose notification left no execution', { ...unseen, wasDelivered: true }],
		['notStored', 'of a stream that left no execution', unseen],
		[
			'crashed',
			'whose execution was interrupted before its command',
			{ ...unseen, wasDelivered: true, executions: [{ status: 'crashed' }] },
		],
		[
			'crashed',
			'whose execution runs for ever',
			{ ...unseen, executions: [{ status: 'running' }] },
		],
		['reported', 'that n8n gives advice on', withMessage(said)],
		['doubled', 'with two commands', { ...routed, commands: 2 }],
	])('is %s, %s', (fate, _, call) => {
		expect(fateOf(call)).toBe(fate);
	});
});
