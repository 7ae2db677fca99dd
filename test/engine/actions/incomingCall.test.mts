import { randomUUID } from 'node:crypto';

import {
	Workflow,
	WorkflowExpression,
	type IDataObject,
	type INode,
	type INodeType,
} from 'n8n-workflow';

import { RingCentralCallControl } from '../../../nodes/RingCentralCallControl/RingCentralCallControl.node.ts';
import { RingCentralCallControlTrigger } from '../../../nodes/RingCentralCallControl/RingCentralCallControlTrigger.node.ts';
import { RingCentralCallStreamTrigger } from '../../../nodes/RingCentralCallStreamTrigger/RingCentralCallStreamTrigger.node.ts';
import { ACTION_TYPE, execute, nodeTypesOf, START_TYPE } from '../../harness/engine.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, fromList } from '../../harness/locators.mts';
import { loggedRequests } from '../../harness/requestLog.mts';
import { answeredCall, ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const PACKAGE = 'n8n-nodes-ringcentral-call-control';
const WEBHOOK = `${PACKAGE}.ringCentralCallControlTrigger`;
const STREAM = `${PACKAGE}.ringCentralCallStreamTrigger`;
const TABLE = 'n8n-nodes-base.dataTable';

/** Outputs its own rows, as a data table or an HTTP request does: pairing is kept, fields are not. */
function table(rows: (itemIndex: number) => IDataObject[]): INodeType {
	return {
		description: {
			displayName: 'Data Table',
			name: 'dataTable',
			group: ['input'],
			version: 1,
			description: 'Looks rows up',
			defaults: { name: 'Data Table' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			return [
				this.getInputData().flatMap((_, item) =>
					rows(item).map((json) => ({ json, pairedItem: { item } })),
				),
			];
		},
	};
}

interface Run {
	startType?: string;
	parameters?: INode['parameters'];
	/** The output of the node between start and action; undefined for no such node. */
	rows?: (itemIndex: number) => IDataObject[];
}

/** Runs start → table → 'Get' of 'Party' with the locators as a new node has them. */
async function get(items: IDataObject[], { startType = WEBHOOK, parameters, rows }: Run) {
	const { engine } = stage;
	const node = (name: string, type: string): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	});
	const names = ['Start', ...(rows ? ['Table'] : []), 'Get'];
	const workflow = new Workflow({
		active: false,
		nodes: [
			node('Start', startType),
			node('Table', TABLE),
			{
				...node('Get', ACTION_TYPE),
				parameters: { authentication: 'jwt', resource: 'party', operation: 'get', ...parameters },
				credentials: { ringCentralJwtApi: { id: randomUUID(), name: 'RingCentral' } },
			},
		],
		connections: Object.fromEntries(
			names
				.slice(1)
				.map((to, index) => [
					names[index],
					{ main: [[{ node: to, type: 'main' as const, index: 0 }]] },
				]),
		),
		nodeTypes: nodeTypesOf({
			[ACTION_TYPE]: new RingCentralCallControl(),
			[WEBHOOK]: new RingCentralCallControlTrigger(),
			[STREAM]: new RingCentralCallStreamTrigger(),
			[TABLE]: table(rows ?? (() => [])),
		}),
	});
	return await execute(workflow, engine.credentials, items, undefined, startType);
}

it.each([WEBHOOK, STREAM, START_TYPE])(
	'a new node takes the call of an item of %s',
	async (startType) => {
		const call = await ringingCall(stage.simulator);

		const { items } = await get([{ ...call }], { startType });

		expect(items).toMatchObject([{ json: { ...call } }]);
	},
);

it('a new node takes the call without an expression of n8n, and with one request to RingCentral', async () => {
	const call = await ringingCall(stage.simulator);
	await stage.simulator.control.delete('/requests');
	const evaluation = jest.spyOn(WorkflowExpression.prototype, 'resolveSimpleParameterValue');
	await get([{ ...call }], {});
	const expressions = evaluation.mock.calls.filter(([value]) => String(value).startsWith('='));
	evaluation.mockRestore();

	expect(expressions).toEqual([]);
	const requests = await loggedRequests(stage.simulator);
	// A credential signs in when its first request is refused with 401.
	const answered = requests.filter(({ status }) => status !== 401);
	expect(answered.map(({ path }) => path).filter((path) => path.includes('/telephony/'))).toEqual([
		expect.stringMatching(`/sessions/${call.telephonySessionId}/parties/${call.partyId}$`),
	]);
});

it.each([WEBHOOK, STREAM])(
	'a new node finds the call of %s behind a data table',
	async (startType) => {
		const first = await ringingCall(stage.simulator);
		const second = await answeredCall(stage.simulator);

		const { items } = await get([{ ...first }, { ...second }], {
			startType,
			rows: (item) => (item === 0 ? [{ vip: true }] : [{ vip: false }, { vip: null }]),
		});

		expect(items.map(({ json }) => json.partyId)).toEqual([
			first.partyId,
			second.partyId,
			second.partyId,
		]);
	},
);

it("a new node prefers the item's own IDs to those of the trigger", async () => {
	const triggered = await ringingCall(stage.simulator);
	const own = await ringingCall(stage.simulator);

	const { items } = await get([{ ...triggered }], { rows: () => [{ ...own }] });

	expect(items).toMatchObject([{ json: { ...own } }]);
});

it('a new node completes the IDs of the same call, and takes no party of another call', async () => {
	const triggered = await ringingCall(stage.simulator);
	const other = await ringingCall(stage.simulator);
	const behind = async ({ telephonySessionId }: typeof other) =>
		await get([{ ...triggered }], { rows: () => [{ telephonySessionId }] });

	expect((await behind(triggered)).items).toMatchObject([{ json: { ...triggered } }]);
	expect((await behind(other)).fault?.message).toMatch(
		/'Party' .*is 'The party that came in', and this item comes from no party/,
	);
});

it('a node with another call chosen refuses the party that came in', async () => {
	const triggered = await ringingCall(stage.simulator);
	const other = await ringingCall(stage.simulator);

	const { fault } = await get([{ ...triggered }], {
		parameters: {
			telephonySessionId: fromList(other.telephonySessionId),
		},
	});

	expect(fault?.message).toMatch(
		/'The party that came in', and that one is not on the chosen call/,
	);
});

it('a node accepts expressions for call and party', async () => {
	const call = await ringingCall(stage.simulator);

	const { items } = await get([{ ...call }], {
		rows: () => [{}],
		parameters: {
			telephonySessionId: byId("={{ $('Start').item.json.telephonySessionId }}"),
			partyId: byId("={{ $('Start').item.json.partyId }}"),
		},
	});

	expect(items).toMatchObject([{ json: { ...call } }]);
});

it('a new node refers to a trigger or a live call when no call came in', async () => {
	const { fault } = await get([{ row: 1 }], { startType: START_TYPE });

	expect(fault?.message).toMatch(
		/'Call' .*is 'The call that came in', and this item comes from no/,
	);
	expect(fault?.description).toBe(
		"Put this node behind a RingCentral trigger, or choose a live call in 'Call'.",
	);
});
