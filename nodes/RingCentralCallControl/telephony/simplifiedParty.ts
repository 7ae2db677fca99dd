import { isFields, listOf, textOf, type Fields } from './unknown';

/** One party of a call, flat, under the names that the triggers' items have too. */
export type SimplifiedParty = {
	telephonySessionId: string;
	partyId?: string;
	/** "Inbound" or "Outbound", seen from this party. */
	direction?: string;
	/** RingCentral's status code, e.g. "Proceeding" while it rings. */
	status?: string;
	statusReason?: string;
	fromNumber?: string;
	fromName?: string;
	toNumber?: string;
	toName?: string;
	extensionId?: string;
	queueCall: boolean;
	muted: boolean;
	recordings: SimplifiedRecording[];
};

export type SimplifiedRecording = {
	id: string;
	active: boolean;
};

/** @param party a CallParty of RingCentral's, unchecked. */
export function simplifiedParty(telephonySessionId: string, party: Fields): SimplifiedParty {
	const status = fieldsOf(party.status);
	const from = fieldsOf(party.from);
	const to = fieldsOf(party.to);
	const attributes = fieldsOf(party.attributes);
	return {
		telephonySessionId,
		partyId: textOf(party.id),
		direction: textOf(party.direction),
		status: textOf(status.code),
		statusReason: textOf(status.reason),
		fromNumber: textOf(from.phoneNumber) ?? textOf(from.extensionNumber),
		fromName: textOf(from.name),
		toNumber: textOf(to.phoneNumber) ?? textOf(to.extensionNumber),
		toName: textOf(to.name),
		extensionId: textOf(party.extensionId),
		queueCall: attributes.queueCall === true || party.queueCall === true,
		muted: party.muted === true,
		recordings: recordingsOf(party),
	};
}

/** The recordings of a party, or of an item that describes one. */
export function recordingsOf(party: Fields): SimplifiedRecording[] {
	return listOf(party.recordings)
		.filter(isFields)
		.flatMap((recording) => {
			const id = textOf(recording.id);
			return id === undefined ? [] : [{ id, active: recording.active === true }];
		});
}

function fieldsOf(value: unknown): Fields {
	return isFields(value) ? value : {};
}
