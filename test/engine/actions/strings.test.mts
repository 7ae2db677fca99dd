import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { jsonParse, type IDataObject, type IWorkflowBase } from 'n8n-workflow';

import { resources } from '../../../nodes/RingCentralCallControl/actions/resources.ts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { generousLimits } from '../../harness/generousLimits.mts';
import { byId } from '../../harness/locators.mts';
import { type TextParameter, textParameters } from '../../harness/operationParameters.mts';
import { type LoggedRequest, loggedRequests } from '../../harness/requestLog.mts';

/** Harmless and harmful texts that people, forms and callers put into a field. */
const strings = [
	['no character', ''],
	['spaces', '   '],
	['a space inside', 'one two'],
	['a slash', 'one/two'],
	['a backslash', 'one\\two'],
	['a dot', '.'],
	['two dots', '..'],
	['the folder above', '../../../v1.0/subscription'],
	['the folder above, encoded', '%2e%2e%2fsubscription'],
	['a percent sign', '100%'],
	['a query and a fragment', 'one?two=three&four#five'],
	['quotes', `"one" 'two' \`three\``],
	['a line break and a header', 'one\r\nAuthorization: none'],
	['a null character', 'one\u0000two'],
	['half a character', 'one\ud83d'],
	['an emoji', '☎️ 📞'],
	['writing from right to left', 'مكالمة'],
	['an object', '{"id":"1"}'],
	['a semicolon and parameters', 'one;two=three'],
	['10 kB', 'x'.repeat(10_240)],
] as const;

/** Plausible texts: an ID or an extension number, and a phone number. */
const ordinaryTexts = ['90090090', '+14155550177'];

/** A request without its time and status. */
interface Sent {
	method: string;
	path: string;
	query: unknown;
	body: unknown;
}

const stage = engineOnSimulator();

beforeEach(() => stage.simulator.control.patch('/options', generousLimits));

const table = resources.flatMap((resource) =>
	resource.operations.flatMap((operation) =>
		textParameters(resource.value, operation.value).map(
			(parameter) =>
				[
					`${resource.name}: ${operation.name}`,
					parameter.title,
					{
						workflow: `${resource.value}/${operation.value}`,
						parameter,
					},
				] as const,
		),
	),
);

/** The item that the workflow was saved with. */
function pinnedItem(workflow: string): IDataObject {
	const file = resolve(import.meta.dirname, '../workflows', `${workflow}.workflow.json`);
	const { pinData = {} } = jsonParse<IWorkflowBase>(readFileSync(file, 'utf8'));
	return Object.values(pinData)[0]?.[0]?.json ?? {};
}

function asSent({ method, path, query, body }: LoggedRequest): Sent {
	return { method, path, query: query ?? null, body: body ?? null };
}

const PARTY_OF_ITEM = byId('={{ $json.partyId }}');

/** Runs the operation with each text in the parameter, an item each. */
async function run(workflow: string, parameter: TextParameter, texts: readonly string[]) {
	await stage.simulator.control.delete('/requests');
	const { outputs } = await stage.engine.run(
		workflow,
		texts.map((text) => ({ ...pinnedItem(workflow), text })),
		{
			// Not the party of the incoming call, because the call differs here.
			parameters: { partyId: PARTY_OF_ITEM, ...parameter.withText('={{ $json.text }}') },
			onError: 'continueRegularOutput',
		},
	);
	const requests = await loggedRequests(stage.simulator);
	// Each test starts with a token that the simulator has forgotten.
	const sent = requests.filter(
		({ path, status }) => !path.startsWith('/restapi/oauth/') && status !== 401,
	);
	return { items: outputs.flat(), sent: sent.map(asSent) };
}

/** The same request about another text; undefined when no address can hold that text. */
function about(text: string, ordinary: string, { method, path, query, body }: Sent) {
	const segment = encodeURIComponent(ordinary);
	if (path.includes(segment) && !canBeSegment(text)) return undefined;
	// None of the texts can stand where the body holds a number.
	if (JSON.stringify(body)?.includes(`:${ordinary}`)) return undefined;
	const within = (value: unknown, replacement = text): unknown =>
		JSON.parse(JSON.stringify(value ?? null).replaceAll(ordinary, () => inJson(replacement)));
	return {
		method,
		path: path.replaceAll(segment, () => encodeURIComponent(text)),
		// JSON can hold half a character, and an address only the sign for an unknown one.
		query: within(query, text.toWellFormed()),
		body: within(body),
	};
}

function canBeSegment(text: string): boolean {
	return !['', '.', '..'].includes(text) && !/\p{Surrogate}/u.test(text);
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

it('more than 25 operations have text parameters', () => {
	expect(new Set(table.map(([operation]) => operation)).size).toBeGreaterThan(25);
});

describe('any text goes to RingCentral in the place of its parameter alone, or the parameter is named', () => {
	it.each(table)('%s, %s', async (_operation, _title, { workflow, parameter }) => {
		// A blank text has another meaning in an optional parameter.
		const texts = strings.filter(([, text]) => parameter.isRequired || text.trim() !== '');
		const ordinary = await ordinaryRequests(workflow, parameter);

		const { items, sent } = await run(
			workflow,
			parameter,
			texts.map(([, text]) => text),
		);

		const allowed: unknown[] = [];
		for (const [index, [name, text]] of texts.entries()) {
			const expected = ordinary.requests.flatMap(
				(request) => about(text.trim(), ordinary.text, request) ?? [],
			);
			allowed.push(...expected);
			const message = items.find(({ pairedItem }) => {
				return typeof pairedItem === 'object' && 'item' in pairedItem && pairedItem.item === index;
			})?.json['error'];
			if (typeof message === 'string' && message.includes(`'${parameter.displayName}'`)) continue;
			expect([name, expected]).not.toEqual([name, []]);
			expect(expected).toHaveLength(ordinary.requests.length);
			expect(sent).toEqual(expect.arrayContaining(expected));
		}
		for (const request of sent) expect(allowed).toContainEqual(request);
	});
});

/** The requests for an ordinary text, of the first kind that the parameter accepts. */
async function ordinaryRequests(
	workflow: string,
	parameter: TextParameter,
): Promise<{ text: string; requests: Sent[] }> {
	for (const text of ordinaryTexts) {
		const { sent } = await run(workflow, parameter, [text]);
		if (sent.length > 0) return { text, requests: sent };
	}
	return { text: '', requests: [] };
}
