import type { FastifyInstance, FastifyRequest } from 'fastify';

import { account, extensionById } from '../account.mts';
import { resourceNotFound } from '../apiError.mts';
import { pathParameter } from '../calls/callPath.mts';
import type { LegEnd } from '../calls/party.mts';
import type { CallLogRecord, CallLogRecordLegInfo } from '../contract.mts';
import { extensionOf, matchesFilter } from '../directory/directoryEndpoints.mts';
import { pageOf } from '../paging.mts';
import type { Platform } from '../platform.mts';
import { extensionReference } from '../presence.mts';
import { type JsonObject, isJsonObject } from '../requestBody.mts';
import { baseUrlOf } from '../requestUrl.mts';
import { isWithin, readTimeRange } from '../timeRange.mts';
import type { CallRecord } from './callLog.mts';

const accountPath = '/restapi/v1.0/account/:accountId';
const extensionPath = `${accountPath}/extension/:extensionId`;
const heavy = { config: { group: 'Heavy', permission: 'ReadCallLog' } } as const;

function endView({ phoneNumber = '', name, extensionId }: LegEnd): CallLogRecord['from'] {
	const number = phoneNumber.startsWith('+') ? { phoneNumber } : { extensionNumber: phoneNumber };
	return {
		...(phoneNumber !== '' && number),
		...(name !== undefined && { name }),
		...(extensionId !== undefined && { extensionId }),
	};
}

function legView(record: CallRecord, baseUrl: string): CallLogRecordLegInfo {
	const { call, party, direction, result, startedAt, endedAt } = record;
	const extension = extensionById(party.extensionId ?? '');
	const [recording] = call.parties.flatMap(({ recordings }) => recordings);
	const recordingUri = `${baseUrl}/restapi/v1.0/account/${account.id}/recording/${recording?.id ?? ''}`;
	const duration = Math.round((endedAt - startedAt) / 1_000);
	return {
		telephonySessionId: call.id,
		...(extension && {
			extension: {
				id: Number(extension.id),
				uri: extensionReference(extension, baseUrl).uri,
			},
		}),
		partyId: party.id,
		transport: direction === 'Inbound' ? 'PSTN' : 'VoIP',
		from: endView(party.from),
		to: endView(party.to),
		type: 'Voice',
		direction,
		action: direction === 'Inbound' ? 'Phone Call' : 'VoIP Call',
		result,
		startTime: new Date(startedAt).toISOString(),
		duration,
		durationMs: endedAt - startedAt,
		...(recording && {
			recording: {
				id: recording.id,
				uri: recordingUri,
				type: 'OnDemand',
				contentUri: `${recordingUri}/content`,
			},
		}),
	};
}

/** @param path the log that the record is in. */
function recordView(
	record: CallRecord,
	path: string,
	isDetailed: boolean,
	baseUrl: string,
): CallLogRecord {
	const leg = legView(record, baseUrl);
	return {
		uri: `${baseUrl}${path}/${record.id}`,
		id: record.id,
		sessionId: record.call.identity.sessionId,
		...leg,
		...(isDetailed && {
			legs: [{ ...leg, legType: 'Accept', master: true }],
			lastModifiedTime: new Date(record.endedAt).toISOString(),
		}),
	};
}

/** @param phoneNumber without a plus, as RingCentral's description requires it here. */
function hasNumber({ from, to }: { from: LegEnd; to: LegEnd }, phoneNumber: unknown): boolean {
	const numbers = [from, to].map((end) => end.phoneNumber?.replace('+', ''));
	return phoneNumber === undefined || numbers.some((number) => number === phoneNumber);
}

function matchesQuery({ call, party, direction }: CallRecord, query: JsonObject): boolean {
	const { recordingType, phoneNumber, extensionNumber } = query;
	const recorded = call.parties.some(({ recordings }) => recordings.length > 0);
	const isRecorded = recordingType === undefined || (recorded && recordingType !== 'Automatic');
	const extension = extensionById(party.extensionId ?? '');
	return (
		matchesFilter('direction', direction, query) &&
		matchesFilter('type', 'Voice', query) &&
		matchesFilter('telephonySessionId', call.id, query) &&
		matchesFilter('sessionId', call.identity.sessionId, query) &&
		(extensionNumber === undefined || extension?.number === extensionNumber) &&
		isRecorded &&
		hasNumber(party, phoneNumber)
	);
}

/** The call log of one extension, or of the company. */
export function registerCallLogEndpoints(server: FastifyInstance, platform: Platform): void {
	const { callLog, clock } = platform;

	for (const path of [accountPath, extensionPath]) {
		const isOfExtension = path === extensionPath;
		const recordsFor = (request: FastifyRequest) => {
			const extension = isOfExtension ? extensionOf(request) : undefined;
			const query = isJsonObject(request.query) ? request.query : {};
			const owner = extension ? `/extension/${extension.id}` : '';
			const log = `/restapi/v1.0/account/${account.id}${owner}/call-log`;
			const isDetailed = query['view'] === 'Detailed';
			const baseUrl = baseUrlOf(request);
			return {
				query,
				records: callLog.records(extension?.id),
				view: (record: CallRecord) => recordView(record, log, isDetailed, baseUrl),
			};
		};

		server.get(`${path}/call-log`, heavy, (request) => {
			const { query, records, view } = recordsFor(request);
			const range = readTimeRange(query, clock.now());
			return pageOf(
				records
					.filter((record) => isWithin(record.startedAt, range) && matchesQuery(record, query))
					.map(view),
				request,
			);
		});

		server.get(`${path}/call-log/:callRecordId`, heavy, (request) => {
			const { records, view } = recordsFor(request);
			const id = pathParameter(request, 'callRecordId');
			const record = records.find((candidate) => candidate.id === id);
			if (!record) throw resourceNotFound('callRecordId');
			return view(record);
		});
	}
}
