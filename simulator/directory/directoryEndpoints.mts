import type { FastifyInstance, FastifyRequest } from 'fastify';

import {
	type Country,
	type Device,
	type Extension,
	type ForwardingNumber,
	account,
	countries,
	extensionById,
	extensions,
	mainNumber,
	reception,
	timeZone,
	unitedStates,
} from '../account.mts';
import { loginOf } from '../apiAccess.mts';
import { resourceNotFound } from '../apiError.mts';
import { pageOf } from '../paging.mts';
import { extensionReference } from '../presence.mts';
import { isJsonObject } from '../requestBody.mts';
import { baseUrlOf } from '../requestUrl.mts';

const accountPath = '/restapi/v1.0/account/:accountId';
const extensionPath = `${accountPath}/extension/:extensionId`;

/** The extension in the path; `~` is the signed-in user. */
export function extensionOf(request: FastifyRequest, parameter = 'extensionId'): Extension {
	const id = isJsonObject(request.params) ? request.params[parameter] : undefined;
	const extension = extensionById(id === '~' ? loginOf(request).extensionId : String(id));
	if (!extension) throw resourceNotFound(parameter);
	return extension;
}

function accountView(baseUrl: string): object {
	return {
		uri: `${baseUrl}/restapi/v1.0/account/${account.id}`,
		id: Number(account.id),
		mainNumber,
		operator: extensionReference(reception, baseUrl),
		serviceInfo: {
			uri: `${baseUrl}/restapi/v1.0/account/${account.id}/service-info`,
			brand: account.brand,
		},
		status: 'Confirmed',
		regionalSettings: { timezone: timeZone },
		setupWizardState: 'Completed',
	};
}

function extensionSummary(extension: Extension, baseUrl: string): object {
	return {
		...extensionReference(extension, baseUrl),
		name: extension.name,
		type: extension.type,
		status: 'Enabled',
		hidden: false,
		...(extension.email !== undefined && {
			contact: {
				firstName: extension.name,
				email: extension.email,
				company: account.name,
				businessPhone: extension.directNumber,
			},
		}),
	};
}

function extensionDetails(extension: Extension, baseUrl: string): object {
	return {
		...extensionSummary(extension, baseUrl),
		account: { uri: `${baseUrl}/restapi/v1.0/account/${account.id}`, id: account.id },
		setupWizardState: 'Completed',
		regionalSettings: { timezone: timeZone },
		permissions: { admin: { enabled: extension === reception } },
		serviceFeatures: [
			{ featureName: 'Presence', enabled: extension.type === 'User' },
			{ featureName: 'CallForwarding', enabled: extension.type === 'User' },
			{ featureName: 'CallPark', enabled: true },
			{ featureName: 'OnDemandCallRecording', enabled: true },
		],
	};
}

function deviceView(device: Device, extension: Extension, baseUrl: string): object {
	return {
		uri: `${baseUrl}/restapi/v1.0/account/${account.id}/device/${device.id}`,
		...device,
		extension: extensionReference(extension, baseUrl),
	};
}

function forwardingNumberView(
	number: ForwardingNumber,
	extension: Extension,
	baseUrl: string,
): object {
	return {
		uri: `${extensionReference(extension, baseUrl).uri}/forwarding-number/${number.id}`,
		...number,
		features: ['CallFlip', 'CallForwarding'],
	};
}

/** The numbers that the extension may show to people it calls: its own, and the company's. */
function phoneNumberViews(extension: Extension, baseUrl: string): object[] {
	const numbers = [
		{ phoneNumber: mainNumber, usageType: 'MainCompanyNumber', features: ['CallerId'] },
		...(extension.directNumber === undefined
			? []
			: [
					{
						phoneNumber: extension.directNumber,
						usageType: 'DirectNumber',
						features: ['CallerId', 'SmsSender', 'MmsSender'],
					},
				]),
	];
	return numbers.map((number) => {
		const id = Number(number.phoneNumber.slice(1));
		return {
			uri: `${extensionReference(extension, baseUrl).uri}/phone-number/${id}`,
			id,
			country: countryView(unitedStates, baseUrl),
			paymentType: 'Local',
			status: 'Normal',
			type: 'VoiceFax',
			...number,
		};
	});
}

function countryView({ id, name }: Country, baseUrl: string): object {
	return { uri: `${baseUrl}/restapi/v1.0/dictionary/country/${id}`, id, name };
}

function matchesQuery(extension: Extension, query: unknown): boolean {
	return (
		matchesFilter('type', extension.type, query) &&
		matchesFilter('status', 'Enabled', query) &&
		matchesFilter('extensionNumber', extension.number, query) &&
		matchesFilter('email', extension.email, query)
	);
}

/** A filter may be given several times; without one, all entries match. */
export function matchesFilter(name: string, value: string | undefined, query: unknown): boolean {
	const filter: unknown = isJsonObject(query) ? query[name] : undefined;
	const wanted: unknown[] = Array.isArray(filter) ? filter : [filter];
	return filter === undefined || wanted.includes(value);
}

function hasMember(queue: Extension, query: unknown): boolean {
	const wanted = isJsonObject(query) ? query['memberExtensionId'] : undefined;
	return typeof wanted !== 'string' || (queue.memberIds ?? []).includes(wanted);
}

/** The account, its extensions with their devices and numbers, call queues and countries. */
export function registerDirectoryEndpoints(server: FastifyInstance): void {
	const light = { config: { group: 'Light', permission: 'ReadAccounts' } } as const;
	const medium = { config: { group: 'Medium', permission: 'ReadAccounts' } } as const;

	server.get(accountPath, light, (request) => accountView(baseUrlOf(request)));

	server.get(`${accountPath}/extension`, medium, (request) =>
		pageOf(
			extensions
				.filter((extension) => matchesQuery(extension, request.query))
				.map((extension) => extensionSummary(extension, baseUrlOf(request))),
			request,
		),
	);

	server.get(extensionPath, light, (request) =>
		extensionDetails(extensionOf(request), baseUrlOf(request)),
	);

	server.get(`${extensionPath}/device`, light, (request) => {
		const extension = extensionOf(request);
		return pageOf(
			extension.devices
				.filter(({ type }) => matchesFilter('type', type, request.query))
				.map((device) => deviceView(device, extension, baseUrlOf(request))),
			request,
		);
	});

	server.get(`${extensionPath}/forwarding-number`, light, (request) => {
		const extension = extensionOf(request);
		return pageOf(
			extension.forwardingNumbers.map((number) =>
				forwardingNumberView(number, extension, baseUrlOf(request)),
			),
			request,
		);
	});

	server.get(`${extensionPath}/phone-number`, light, (request) =>
		pageOf(phoneNumberViews(extensionOf(request), baseUrlOf(request)), request),
	);

	// RingCentral's description has no permission for it.
	server.get('/restapi/v1.0/dictionary/country', { config: { group: 'Light' } }, (request) =>
		pageOf(
			countries.map((country) => ({
				...countryView(country, baseUrlOf(request)),
				isoCode: country.isoCode,
				callingCode: country.callingCode,
				emergencyCalling: false,
				numberSelling: true,
				loginAllowed: true,
				signupAllowed: true,
				freeSoftphoneLine: false,
			})),
			request,
		),
	);

	server.get(`${accountPath}/call-queues`, medium, (request) =>
		pageOf(
			extensions
				.filter((extension) => extension.type === 'Department')
				.filter((queue) => hasMember(queue, request.query))
				.map((queue) => ({
					...extensionReference(queue, baseUrlOf(request)),
					id: queue.id,
					name: queue.name,
					status: 'Enabled',
				})),
			request,
		),
	);

	server.get(`${accountPath}/call-queues/:groupId/members`, light, (request) => {
		const queue = extensionOf(request, 'groupId');
		if (queue.type !== 'Department') throw resourceNotFound('groupId');
		const members = (queue.memberIds ?? []).flatMap((id) => extensionById(id) ?? []);
		return pageOf(
			members.map((member) => extensionReference(member, baseUrlOf(request))),
			request,
		);
	});
}
