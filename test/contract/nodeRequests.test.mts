import { engineOnSimulator } from '../harness/engineOnSimulator.mts';
import { generousLimits } from '../harness/generousLimits.mts';
import { item, nodeUses, titleOf } from './nodeUses.mts';
import { runNode } from './nodeRun.mts';
import { describeWith } from './sharedMaterial.mts';
import { Specification, fieldsOf, openApi } from './specification.mts';

/**
 * A request in the specification's form. RingCentral's guide and its own clients send a party's
 * changes unwrapped, and so does the node; the specification alone wraps them.
 */
function inWordsOfSpecification(operationId: string, body: unknown): unknown {
	return operationId === 'updateCallParty' ? { party: body } : body;
}

describeWith(openApi, "The node's requests, held against RingCentral's specification", () => {
	const specification = new Specification(openApi);
	const operations = specification.operationsTagged('Call Control');
	const stage = engineOnSimulator();
	const sentFields = new Set<string>();

	beforeEach(() => stage.simulator.control.patch('/options', generousLimits));

	it('cover 24 operations', () => {
		expect(operations).toHaveLength(24);
	});

	it.each(operations)('%s can be sent', (operationId) => {
		expect(nodeUses.map(({ sends }) => sends)).toContain(operationId);
	});

	it.each(nodeUses.map((use) => [titleOf(use), use] as const))('%s', async (_title, use) => {
		const operation = specification.operationNamed(use.sends);

		const { sent } = await runNode(stage, use, operation, [{ status: 200, body: {} }]);

		const commands = sent.filter(
			({ method, path }) => specification.operation(method, path)?.id === use.sends,
		);
		expect(commands).toHaveLength(1);
		for (const { method, path, query, body: sentBody, authorization } of commands) {
			const body = inWordsOfSpecification(use.sends, sentBody);
			for (const field of fieldsOf(body)) sentFields.add(`${use.sends} ${field}`);
			expect(specification.faultsOfRequest({ method, path, query, body })).toEqual([]);
			expect(authorization).toBe('bearer');
			expect(path.split('/')[4]).toBe('~');
			if (operation.template.includes('{partyId}')) expect(path).toContain(`/${item.partyId}`);
			if (operation.template.includes('{telephonySessionId}')) {
				expect(path).toContain(`/${item.telephonySessionId}`);
			}
		}
		const others = sent.filter((request) => !commands.includes(request));
		expect(others.map(({ method }) => method)).toEqual(use.reads.map(() => 'GET'));
	});

	it('has every field of every request', () => {
		const described = operations.flatMap((operationId) =>
			specification.requestFields(operationId).map((field) => `${operationId} ${field}`),
		);

		expect(described.filter((field) => !sentFields.has(field))).toEqual([]);
	});
});
