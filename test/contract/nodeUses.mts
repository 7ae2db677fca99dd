import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isJsonObject } from '../../simulator/requestBody.mts';
import { byId, byNumber, fromList } from '../harness/locators.mts';

/** The node's input item: a call and its party, in the triggers' fields. */
export const item = {
	telephonySessionId: 's-a0d17931e6a3cz18b67acb764z1a2b0000',
	partyId: 'p-a0d17931e6a3cz18b67acb764z1a2b0000-2',
} as const;

const otherSessionId = 's-a0d17931e6a3cz18b67acb764z1a2c0000';
const otherPartyId = 'p-a0d17931e6a3cz18b67acb764z1a2c0000-1';

/** A use of the node that sends one of RingCentral's operations. */
export interface NodeUse {
	/** RingCentral's name of the expected operation. */
	sends: string;
	/** The workflow, by its resource and operation. */
	workflow: string;
	parameters: INodeParameters;
	/** The node's reads before the operation, by the end of their paths. */
	reads: Array<{ path: string; body: IDataObject }>;
}

function use(
	sends: string,
	workflow: string,
	parameters: INodeParameters = {},
	reads: NodeUse['reads'] = [],
): NodeUse {
	return { sends, workflow, parameters, reads };
}

const extensionId = '37439512';

/** A call on which extension 101 is connected. */
function connectedCall(telephonySessionId: string, partyId: string): NodeUse['reads'][number] {
	const party = {
		id: partyId,
		extensionId: '37439511',
		direction: 'Inbound',
		status: { code: 'Answered' },
	};
	return { path: telephonySessionId, body: { id: telephonySessionId, parties: [party] } };
}

const supervision = { agentExtension: byId(extensionId), deviceId: byId('801101') };

/** A call that rings here while another leg is in voicemail already, so Ring does not wait. */
const callInVoicemail: NodeUse['reads'][number] = {
	path: item.telephonySessionId,
	body: {
		id: item.telephonySessionId,
		parties: [
			{ id: item.partyId, direction: 'Inbound', status: { code: 'Proceeding' } },
			{ id: otherPartyId, direction: 'Inbound', status: { code: 'Voicemail' } },
		],
	},
};

/** All the node's ways to send an operation of RingCentral's Call Control API. */
export const nodeUses: readonly NodeUse[] = [
	use('createCallOutCallSession', 'session/makeCall', {
		options: { countryId: fromList('1') },
	}),
	use('createCallOutCallSession', 'session/makeCall', {
		callTo: 'extension',
		extensionNumber: '102',
	}),
	use('createConferenceCallSession', 'session/startConference'),
	use('readCallSessionStatus', 'session/get'),
	use('deleteCallSession', 'session/end'),
	use('holdCallParty', 'party/hold'),
	...['Auto', 'RC', 'BroadWorks', 'DisconnectHolder', 'BroadWorksOrDisconnectHolder'].map(
		(holdProtocol) => use('holdCallParty', 'party/hold', { options: { holdProtocol } }),
	),
	use('unholdCallParty', 'party/unhold'),
	use('rejectParty', 'party/reject'),
	use('ignoreCallInQueue', 'party/ignore'),
	use('transferCallParty', 'party/transfer'),
	use('transferCallParty', 'party/transfer', { target: 'extension', extension: byId(extensionId) }),
	use('transferCallParty', 'party/transfer', { target: 'extension', extension: byNumber('102') }),
	use('transferCallParty', 'party/transfer', {
		target: 'voicemail',
		voicemailExtension: byId(extensionId),
	}),
	use('transferCallParty', 'party/transfer', {
		target: 'parkLocation',
		parkLocation: byId('37439530'),
	}),
	use('transferCallParty', 'party/route', {}, [
		{ path: item.partyId, body: { id: item.partyId, status: { code: 'Answered' } } },
	]),
	use('bridgeCallParty', 'party/bridge', { consultationTelephonySessionId: byId(otherSessionId) }, [
		connectedCall(item.telephonySessionId, item.partyId),
		connectedCall(otherSessionId, otherPartyId),
	]),
	use('answerCallParty', 'party/answer'),
	use('pickupCallParty', 'party/pickUp', { partyId: byId(item.partyId) }),
	use('forwardCallParty', 'party/forward'),
	use('forwardCallParty', 'party/forward', { extension: byId(extensionId) }),
	use('forwardCallParty', 'party/forward', { target: 'phoneNumber', phoneNumber: '+14155550102' }),
	use('forwardCallParty', 'party/forward', {
		target: 'voicemail',
		voicemailExtension: byId(extensionId),
	}),
	use('forwardCallParty', 'party/route', {}, [
		{ path: item.partyId, body: { id: item.partyId, status: { code: 'Proceeding' } } },
	]),
	// The call is read before the command, and once after it.
	...[
		{ extension: byId(extensionId) },
		{ extension: byNumber('102') },
		{ target: 'phoneNumber', phoneNumber: '+14155550102' },
	].map((target) =>
		use('forwardCallParty', 'party/ring', target, [callInVoicemail, callInVoicemail]),
	),
	use('forwardCallParty', 'party/sendToVoicemail', { voicemailExtension: byId(extensionId) }, [
		{ path: item.partyId, body: { id: item.partyId, status: { code: 'Proceeding' } } },
	]),
	use('transferCallParty', 'party/sendToVoicemail', { voicemailExtension: byId(extensionId) }, [
		{ path: item.partyId, body: { id: item.partyId, status: { code: 'Answered' } } },
	]),
	use('replyParty', 'party/reply'),
	...['OnMyWay', 'OnTheOtherLine', 'OnTheOtherLineNoCall', 'InAMeeting'].map((replyPattern) =>
		use('replyParty', 'party/reply', { replyWith: 'pattern', replyPattern }),
	),
	...['WillCallYouBackLater', 'CallMeBackLater'].map((replyPattern) =>
		use('replyParty', 'party/reply', { replyWith: 'pattern', replyPattern }),
	),
	...['WillCallYouBack', 'CallMeBack'].flatMap((replyPattern) =>
		['Minute', 'Hour', 'Day'].map((replyTimeUnit) =>
			use('replyParty', 'party/reply', {
				replyWith: 'pattern',
				replyPattern,
				replyTime: 5,
				replyTimeUnit,
			}),
		),
	),
	use('callFlipParty', 'party/flip'),
	use('callParkParty', 'party/park'),
	use('createCallPartyWithBringIn', 'session/bringInParty', {
		sourceTelephonySessionId: byId(otherSessionId),
		sourcePartyId: byId(otherPartyId),
	}),
	use('readCallPartyStatus', 'party/get'),
	use('deleteCallParty', 'party/remove'),
	use('deleteCallParty', 'party/remove', { options: { keepConferenceAlive: true } }),
	use('updateCallParty', 'party/mute'),
	use('updateCallParty', 'party/mute', { options: { standAlone: true } }),
	use('updateCallParty', 'party/unmute'),
	use('startCallRecording', 'party/startRecording'),
	use('pauseResumeCallRecording', 'party/pauseRecording', { recordingId: '6900000001' }),
	use('pauseResumeCallRecording', 'party/resumeRecording', { recordingId: '6900000001' }),
	use('superviseCallSession', 'session/supervise', supervision),
	use('superviseCallSession', 'session/supervise', {
		...supervision,
		agentExtension: byNumber('102'),
		options: { autoAnswer: false, mediaDirection: 'sendOnly' },
	}),
	use('superviseCallParty', 'party/supervise', supervision),
	use('superviseCallParty', 'party/supervise', {
		...supervision,
		options: { autoAnswer: true, mediaDirection: 'sendRecv' },
	}),
];

/** One use for each operation of the node, for tests of the answers. */
export const oneUseEach: readonly NodeUse[] = nodeUses.filter(
	(one, index) =>
		nodeUses.findIndex((other) => other.workflow === one.workflow && other.sends === one.sends) ===
		index,
);

/** A use's title in tests, e.g. "holdCallParty by party/hold (holdProtocol RC)". */
export function titleOf({ sends, workflow, parameters }: NodeUse): string {
	const details = settingsOf(parameters).join(', ');
	return `${sends} by ${workflow}${details === '' ? '' : ` (${details})`}`;
}

function settingsOf(parameters: INodeParameters): string[] {
	return Object.entries(parameters).flatMap(([name, value]) => {
		if (!isJsonObject(value)) return `${name} ${String(value)}`;
		return '__rl' in value
			? `${name} by ${String(value['mode'])}`
			: Object.entries(value).map(([option, chosen]) => `${option} ${String(chosen)}`);
	});
}
