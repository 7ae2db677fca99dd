import fc from 'fast-check';

import { isJsonObject } from '../../simulator/requestBody.mts';
import { engineOnSimulator } from '../harness/engineOnSimulator.mts';
import { generousLimits } from '../harness/generousLimits.mts';
import { type PlayedAnswer, type NodeRun, runNode } from './nodeRun.mts';
import { type NodeUse, oneUseEach, titleOf } from './nodeUses.mts';
import { member } from './openApiSchemas.mts';
import { valueFor } from './schemaArbitrary.mts';
import { describeWith, readRecording } from './sharedMaterial.mts';
import { type Operation, Specification, openApi, schemaName } from './specification.mts';

const captured = readRecording('fixture-02-rest-responses');

/** The captured answers, with the schemas that describe them. */
function capturedAnswers(): Array<{ schemas: string[]; body: unknown }> {
	return (captured ?? []).map((entry) => {
		const body = member(entry, 'response');
		return { schemas: schemasOf(body), body };
	});
}

function schemasOf(body: unknown): string[] {
	if (member(body, 'session') !== undefined) return ['CallSession'];
	if (member(body, 'parties') !== undefined) return ['CallSessionObject'];
	if (String(member(body, 'id')).startsWith('p-')) {
		return [
			'CallParty',
			'ForwardCallPartyResponse',
			'ReplyParty',
			'PartySuperviseResponse',
			'SuperviseCallSessionResponse',
		];
	}
	return [];
}

/** The success answer of an operation. */
function goodAnswer({ responses }: Operation): { status: number; schema?: string } {
	const found = Object.entries(isJsonObject(responses) ? responses : {}).find(([status]) =>
		status.startsWith('2'),
	);
	if (!found) throw new Error('The specification has no good answer');
	return { status: Number(found[0]), schema: schemaName(found[1]) };
}

const refused = { errorCode: 'CMN-101', message: 'Parameter [x] value is invalid' };

/** All observed forms of a refusal, by RingCentral or by a server on the way to it. */
const refusals: unknown[] = [
	{ ...refused, parameterName: 'x', errors: [{ ...refused, parameterName: 'x' }] },
	{ errors: [refused] },
	refused,
	{ errors: [] },
	{},
	'<html><body>Bad Gateway</body></html>',
	undefined,
];

describeWith(openApi, "The node's result for every answer", () => {
	const specification = new Specification(openApi);
	const stage = engineOnSimulator();

	beforeEach(() => stage.simulator.control.patch('/options', generousLimits));

	/** Expects an item for each answer, paired with its input item. */
	function expectPaired({ items }: NodeRun['outcome'], count: number): void {
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: count }, (_item, index) => ({ item: index })),
		);
	}

	describe.each(oneUseEach.map((use) => [titleOf(use), use] as const))('%s', (_title, use) => {
		const operation = specification.operationNamed(use.sends);
		const { status, schema } = goodAnswer(operation);
		const run = (answers: PlayedAnswer[], simplify = true) =>
			runNode(stage, use, operation, answers, { simplify });

		it('accepts any answer that the specification allows', async () => {
			const described =
				schema === undefined
					? fc.constant(undefined)
					: valueFor(specification.schema(schema), specification);
			// A command may be answered with nothing; from a request to read, nothing would be known then.
			const body =
				operation.method === 'GET'
					? described.filter((value) => Object.keys(Object(value)).length > 0)
					: fc.option(described, { nil: undefined });
			const answers = fc.array(
				body.map((one) => ({ status, body: one })),
				{
					minLength: 1,
					maxLength: 10,
				},
			);

			await fc.assert(
				fc.asyncProperty(answers, fc.boolean(), async (several, simplify) => {
					const { outcome } = await run(several, simplify);

					expect(outcome.status).toBe('success');
					expectPaired(outcome, several.length);
					expect(outcome.items.filter(({ json }) => 'error' in json)).toEqual([]);
				}),
				{ numRuns: 8 },
			);
		});

		const answers = capturedAnswers().filter(({ schemas }) => schemas.includes(schema ?? ''));
		if (answers.length > 0) {
			it('accepts the captured answers, and names the call', async () => {
				const { outcome } = await run(answers.map(({ body }) => ({ status, body })));

				expectPaired(outcome, answers.length);
				for (const { json } of outcome.items) {
					expect(json).not.toHaveProperty('error');
					expect(json['telephonySessionId']).toMatch(/^s-/);
				}
			});
		}

		const statuses = [400, 403, 404, 409, 415, ...(isRepeated(operation) ? [] : [500, 503])];
		it.each(statuses)(
			'reports a refusal with %i, and sends the command once',
			async (refusedWith) => {
				const { outcome, sent } = await run(
					refusals.map((body) => ({ status: refusedWith, body })),
				);

				expectPaired(outcome, refusals.length);
				for (const { json } of outcome.items) {
					if (isWhatWasAskedFor(use, refusedWith)) expect(json['wasAlreadyOver']).toBe(true);
					else if (isLookedInto(use, refusedWith)) expect(json['sent']).toBeNull();
					else expectSentence(json['error']);
				}
				const commands = sent.filter(
					({ method, path }) => method === operation.method && operation.pattern.test(path),
				);
				if (operation.method !== 'GET') expect(commands).toHaveLength(refusals.length);
			},
		);
	});

	/** Harmless requests are repeated, which takes time. */
	function isRepeated({ method }: Operation): boolean {
		return method === 'GET' || method === 'DELETE';
	}

	/** Ending a call or party that is over already is a success. */
	function isWhatWasAskedFor({ workflow }: NodeUse, status: number): boolean {
		return status === 404 && ['session/end', 'party/remove'].includes(workflow);
	}

	/** The node looks at the call to find out whether RingCentral carried out an unanswered command. */
	function isLookedInto({ workflow }: NodeUse, status: number): boolean {
		return status >= 500 && workflow === 'party/ring';
	}

	function expectSentence(message: unknown): void {
		expect(message).toEqual(expect.any(String));
		expect(message).toMatch(/\w+ \w+/);
		expect(message).not.toMatch(/undefined|\[object|NaN|null/);
	}
});
