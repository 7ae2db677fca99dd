import { invalidParameter } from './apiError.mts';
import type { PresenceInfoRequest } from './contract.mts';
import {
	type JsonObject,
	readOptionalBoolean,
	readOptionalString,
	readString,
} from './requestBody.mts';

type Choice = 'userStatus' | 'dndStatus' | 'dndStatusPersonal' | 'callerIdVisibility';

const choices: { [Name in Choice]: ReadonlyArray<NonNullable<PresenceInfoRequest[Name]>> } = {
	userStatus: ['Offline', 'Busy', 'Available'],
	dndStatus: [
		'TakeAllCalls',
		'DoNotAcceptDepartmentCalls',
		'TakeDepartmentCallsOnly',
		'DoNotAcceptAnyCalls',
	],
	dndStatusPersonal: ['TakeAllCalls', 'DoNotAcceptAnyCalls'],
	callerIdVisibility: ['All', 'None', 'PermittedUsers'],
};

const initialPresence: PresenceInfoRequest = {
	userStatus: 'Available',
	dndStatus: 'TakeAllCalls',
	allowSeeMyPresence: true,
	ringOnMonitoredCall: false,
	pickUpCallsOnHold: false,
};

/** The presence settings of users, by extension. */
export class PublishedPresence {
	readonly #published = new Map<string, PresenceInfoRequest>();

	of(extensionId: string): PresenceInfoRequest {
		return this.#published.get(extensionId) ?? initialPresence;
	}

	/** Whether the phones of an extension ring, for calls of its call queues or for its own calls. */
	ringsFor(extensionId: string, calls: 'own' | 'queue'): boolean {
		const { dndStatus, dndStatusPersonal, acceptCallQueueCalls } = this.of(extensionId);
		if (dndStatus === 'DoNotAcceptAnyCalls') return false;
		return calls === 'queue'
			? dndStatus !== 'DoNotAcceptDepartmentCalls' && acceptCallQueueCalls !== false
			: dndStatus !== 'TakeDepartmentCallsOnly' && dndStatusPersonal !== 'DoNotAcceptAnyCalls';
	}

	/** Assumption PRESENCE-PARTIAL: settings missing from the changes stay the same. */
	publish(extensionId: string, changes: PresenceInfoRequest): void {
		this.#published.set(extensionId, { ...this.of(extensionId), ...changes });
	}

	reset(): void {
		this.#published.clear();
	}
}

/** @throws ApiError 400 CMN-101 for a value that RingCentral does not have */
export function readPresenceChanges(body: JsonObject): PresenceInfoRequest {
	const read: PresenceInfoRequest = {
		userStatus: readChoice(body, 'userStatus'),
		dndStatus: readChoice(body, 'dndStatus'),
		dndStatusPersonal: readChoice(body, 'dndStatusPersonal'),
		callerIdVisibility: readChoice(body, 'callerIdVisibility'),
		// An empty message removes the message.
		message: body['message'] === '' ? '' : readOptionalString(body, 'message'),
		allowSeeMyPresence: readOptionalBoolean(body, 'allowSeeMyPresence'),
		ringOnMonitoredCall: readOptionalBoolean(body, 'ringOnMonitoredCall'),
		pickUpCallsOnHold: readOptionalBoolean(body, 'pickUpCallsOnHold'),
		acceptCallQueueCalls: readOptionalBoolean(body, 'acceptCallQueueCalls'),
	};
	return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

function readChoice<Name extends Choice>(
	body: JsonObject,
	name: Name,
): PresenceInfoRequest[Name] | undefined {
	if (body[name] === undefined) return undefined;
	const value = readString(body, name);
	const choice = choices[name].find((candidate) => candidate === value);
	if (choice === undefined) throw invalidParameter(name, value);
	return choice;
}
