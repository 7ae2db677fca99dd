import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { operationRequests } from '../unit/docs/operationRequests.mts';
import { engineOnSimulator } from '../harness/engineOnSimulator.mts';
import { byNumber } from '../harness/locators.mts';
import { loggedRequests } from '../harness/requestLog.mts';
import { ringingCall } from '../harness/ringingCall.mts';
import { describeWith } from './sharedMaterial.mts';
import { Specification, openApi } from './specification.mts';

/** A workflow that reads from the account or changes it, and RingCentral's operations that it sends. */
type Lookup = readonly [workflow: string, parameters: INodeParameters, sends: readonly string[]];

const everyFilter = {
	callId: 's-a0d17931e6a3cz18b67acb764z1a2b0000',
	dateFrom: '2026-01-01',
	dateTo: '2026-12-31',
	direction: 'Inbound',
	phoneNumber: '+14155550123',
	recordingType: 'All',
	result: ['Missed'],
	type: ['Voice'],
};

const lookups: readonly Lookup[] = [
	['businessHours/check', {}, ['readAccountInfo', 'readCompanyBusinessHours']],
	[
		'businessHours/check',
		{ hoursOf: 'extension', extensionId: byNumber('102') },
		['listAnsweringRules', 'listExtensions', 'readExtension', 'readUserBusinessHours'],
	],
	['callLog/get', {}, ['readUserCallRecord']],
	['callLog/get', { callLogOf: 'company' }, ['readCompanyCallRecord']],
	['callLog/getMany', { filters: everyFilter }, ['readUserCallLog']],
	[
		'callLog/getMany',
		{ callLogOf: 'company', filters: everyFilter, simplify: false },
		['readCompanyCallLog'],
	],
	['callQueue/getMany', {}, ['listCallQueues']],
	[
		'callQueue/getMembers',
		{},
		['listExtensions', 'readCallQueuePresence', 'readUserPresenceStatus'],
	],
	['device/getMany', {}, ['listExtensionDevices']],
	['extension/get', { extension: byNumber('102') }, ['listExtensions', 'readExtension']],
	['extension/getMany', {}, ['listExtensions']],
	['presence/get', {}, ['readExtension', 'readUserPresenceStatus']],
	['presence/getMany', {}, ['listExtensions', 'readAccountPresence']],
	['presence/update', {}, ['updateUserPresenceStatus']],
	['sms/send', {}, ['createSMSMessage']],
	['voicemail/download', {}, ['readMessage', 'readMessageContent']],
	['voicemail/get', {}, ['readMessage']],
	[
		'voicemail/getMany',
		{
			extensionId: byNumber('102'),
			filters: { dateFrom: '2026-01-01', dateTo: '2026-12-31', readStatus: 'Unread' },
		},
		['listExtensions', 'listMessages'],
	],
];

const resources = /^(businessHours|callLog|callQueue|device|extension|presence|sms|voicemail)\//;

/** RingCentral's SDK has these paths; the available part of its description does not. */
const companyRules = /\/account\/~\/answering-rule/;

describeWith(openApi, "The node's lookups, held against RingCentral's specification", () => {
	const specification = new Specification(openApi);
	const stage = engineOnSimulator();

	/** The operations sent since the log was emptied; expects each to match the specification. */
	async function sentOperations(): Promise<string[]> {
		const requests = (await loggedRequests(stage.simulator)).filter(
			({ path, status }) => !path.endsWith('/token') && !companyRules.test(path) && status !== 401,
		);
		expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
		expect(requests.flatMap((request) => specification.faultsOfRequest(request))).toEqual([]);
		const sent = requests.map(({ method, path }) => specification.operation(method, path)?.id);
		return [...new Set(sent.map(String))].sort();
	}

	it('cover every operation on the account', () => {
		const operations = Object.keys(operationRequests).filter((name) => resources.test(name));

		expect([...new Set(lookups.map(([workflow]) => workflow))]).toEqual(operations.sort());
	});

	/** The item to look up by its ID: a call that ended at the voicemail of Reception. */
	async function itemFor(workflow: string, { callLogOf }: INodeParameters): Promise<IDataObject> {
		const [resource = '', operation] = workflow.split('/');
		if (resource === 'sms') return { fromNumber: '+14155550123' };
		if (!/^(callLog|voicemail)$/.test(resource) || operation === 'getMany') return {};
		const call = await ringingCall(stage.simulator);
		const path = `/calls/${call.telephonySessionId}`;
		await stage.simulator.control.post(`${path}/parties/${call.partyId}/no-answer`);
		await stage.simulator.control.post(`${path}/hangup`);
		const parameters = callLogOf === undefined ? {} : { callLogOf };
		const { items } = await stage.engine.run(`${resource}/getMany`, [{}], { parameters });
		return items[0]?.json ?? {};
	}

	it.each(lookups)('%s (%j) sends %j', async (workflow, parameters, operations) => {
		const item = await itemFor(workflow, parameters);
		await stage.simulator.control.delete('/requests');

		const { status } = await stage.engine.run(workflow, [item], { parameters });

		expect(status).toBe('success');
		expect(await sentOperations()).toEqual(operations);
	});

	it.each([
		['searchCallQueues', 'listExtensions'],
		['searchCallerIds', 'listExtensionPhoneNumbers'],
		['searchCountries', 'listCountries'],
		['searchSmsNumbers', 'listExtensionPhoneNumbers'],
		['searchUsers', 'listExtensions'],
		['searchVoicemails', 'listExtensions'],
	] as const)('the list of %s reads %s', async (search, operation) => {
		await stage.simulator.control.delete('/requests');

		await stage.engine.search(search);

		expect(await sentOperations()).toEqual([operation]);
	});
});
