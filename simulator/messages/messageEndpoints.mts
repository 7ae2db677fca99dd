import type { FastifyInstance, FastifyRequest } from 'fastify';

import { type Extension, account } from '../account.mts';
import { invalidParameter, resourceNotFound } from '../apiError.mts';
import { pathParameter } from '../calls/callPath.mts';
import type { GetMessageInfoResponse, GetSMSMessageInfoResponse } from '../contract.mts';
import { extensionOf, matchesFilter } from '../directory/directoryEndpoints.mts';
import { pageOf } from '../paging.mts';
import type { Platform } from '../platform.mts';
import { silence } from '../recordings/silence.mts';
import { readObject, readString } from '../requestBody.mts';
import { baseUrlOf } from '../requestUrl.mts';
import { isWithin, readTimeRange } from '../timeRange.mts';
import type { Correspondent, Message } from './messages.mts';

const extensionPath = '/restapi/v1.0/account/:accountId/extension/:extensionId';
const e164 = /^\+[1-9]\d{6,14}$/;
const maxCharacters = 1_000;

/** Each message has one attachment here: its sound, or its text. */
function attachmentIdOf({ id }: Message): number {
	return id;
}

function correspondentView({ phoneNumber = '', name, extensionId }: Correspondent) {
	const number = phoneNumber.startsWith('+') ? { phoneNumber } : { extensionNumber: phoneNumber };
	return {
		...(phoneNumber !== '' && number),
		...(name !== undefined && { name }),
		...(extensionId !== undefined && { extensionId }),
	};
}

function attachmentsOf(message: Message, uri: string): GetMessageInfoResponse['attachments'] {
	const id = attachmentIdOf(message);
	const attachment = { id, uri: `${uri}/content/${id}` };
	return message.type === 'VoiceMail'
		? [
				{
					...attachment,
					type: 'AudioRecording',
					contentType: 'audio/wav',
					vmDuration: message.durationSeconds,
				},
			]
		: [{ ...attachment, type: 'Text', contentType: 'text/plain' }];
}

/** The members that all answers about a message have. */
function commonView(message: Message, baseUrl: string) {
	const uri = `${baseUrl}/restapi/v1.0/account/${account.id}/extension/${message.extensionId}/message-store/${message.id}`;
	const createdAt = new Date(message.createdAt).toISOString();
	return {
		uri,
		id: message.id,
		to: message.to.map(correspondentView),
		from: correspondentView(message.from),
		type: message.type,
		creationTime: createdAt,
		lastModifiedTime: createdAt,
		readStatus: message.readStatus,
		priority: 'Normal',
		attachments: attachmentsOf(message, uri),
		direction: message.direction,
		availability: 'Alive',
		messageStatus: message.type === 'SMS' ? 'Sent' : 'Received',
		...(message.text !== undefined && { subject: message.text, conversationId: message.id }),
	} as const;
}

function messageView(message: Message, baseUrl: string): GetMessageInfoResponse {
	return {
		...commonView(message, baseUrl),
		extensionId: message.extensionId,
		...(message.type === 'VoiceMail' && { vmTranscriptionStatus: 'NotAvailable' }),
	};
}

function readPhoneNumber(value: unknown, name: string): string {
	const phoneNumber = readString(readObject(value, name), 'phoneNumber');
	if (!e164.test(phoneNumber)) throw invalidParameter(`${name}.phoneNumber`, phoneNumber);
	return phoneNumber;
}

/**
 * Assumption SMS-SENDER: a number that is not the extension's own is refused as the parameter `from`.
 */
function readText(body: unknown, owner: Extension): Pick<Message, 'from' | 'to' | 'text'> {
	const fields = readObject(body);
	const from = readPhoneNumber(fields['from'], 'from');
	if (from !== owner.directNumber) throw invalidParameter('from', from);
	const recipients: unknown = fields['to'];
	if (!Array.isArray(recipients) || recipients.length === 0) throw invalidParameter('to');
	const text = readString(fields, 'text');
	if (text.length > maxCharacters) throw invalidParameter('text');
	return {
		from: { phoneNumber: from, name: owner.name, extensionId: owner.id },
		to: recipients.map((recipient) => ({ phoneNumber: readPhoneNumber(recipient, 'to') })),
		text,
	};
}

/** Sending text messages, and the messages of an extension. */
export function registerMessageEndpoints(server: FastifyInstance, platform: Platform): void {
	const light = { config: { group: 'Light', permission: 'ReadMessages' } } as const;
	const medium = { config: { group: 'Medium', permission: 'ReadMessages' } } as const;
	const sending = { config: { group: 'Medium', permission: 'SMS' } } as const;
	const { messages, clock } = platform;
	const messageOf = (request: FastifyRequest): Message => {
		const id = pathParameter(request, 'messageId');
		const found = messages.of(extensionOf(request).id).find((message) => String(message.id) === id);
		if (!found) throw resourceNotFound('messageId');
		return found;
	};

	server.get(`${extensionPath}/message-store`, light, (request) => {
		const range = readTimeRange(request.query, clock.now());
		return pageOf(
			messages
				.of(extensionOf(request).id)
				.filter(
					({ type, direction, readStatus, createdAt }) =>
						isWithin(createdAt, range) &&
						matchesFilter('messageType', type, request.query) &&
						matchesFilter('direction', direction, request.query) &&
						matchesFilter('readStatus', readStatus, request.query) &&
						matchesFilter('availability', 'Alive', request.query),
				)
				.map((message) => messageView(message, baseUrlOf(request))),
			request,
		);
	});

	server.get(`${extensionPath}/message-store/:messageId`, light, (request) => {
		const message = messageOf(request);
		return {
			...messageView(message, baseUrlOf(request)),
			vmSideRecipients: message.to.map(correspondentView),
		};
	});

	server.get(
		`${extensionPath}/message-store/:messageId/content/:attachmentId`,
		medium,
		(request, reply) => {
			const message = messageOf(request);
			const attachmentId = pathParameter(request, 'attachmentId');
			if (attachmentId !== String(attachmentIdOf(message))) throw resourceNotFound('attachmentId');
			return message.durationSeconds === undefined
				? reply.type('text/plain').send(message.text)
				: reply.type('audio/wav').send(silence(message.durationSeconds));
		},
	);

	server.post(`${extensionPath}/sms`, sending, (request): GetSMSMessageInfoResponse => {
		const owner = extensionOf(request);
		const message = messages.add({
			...readText(request.body, owner),
			extensionId: owner.id,
			type: 'SMS',
			direction: 'Outbound',
			readStatus: 'Read',
		});
		return commonView(message, baseUrlOf(request));
	});
}
