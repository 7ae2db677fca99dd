import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../descriptions/options';
import { outgoingCallOptions } from '../../descriptions/outgoingCall';
import { partyField } from '../../descriptions/party';
import { simplifyField } from '../../descriptions/simplify';
import { targetField, voicemailField } from '../../descriptions/target';
import { telephonySessionField } from '../../descriptions/telephonySession';
import type { Operation } from '../operation';
import { routing } from './route.operation';

/** The target of 'Route', fixed. */
const voicemailTarget: INodeProperties = { ...targetField, type: 'hidden', default: 'voicemail' };

/** 'Route' under a name that users search for. */
export const sendToVoicemail: Operation = {
	name: 'Send to Voicemail',
	value: 'sendToVoicemail',
	action: 'Send call to voicemail',
	description:
		"Let a voicemail take a call, whether it rings or is answered: as 'Route' does with that target",
	properties: [
		telephonySessionField,
		partyField,
		voicemailTarget,
		voicemailField,
		simplifyField,
		optionsField(outgoingCallOptions),
	],
	execute: routing({
		name: 'Send to Voicemail',
		fits: 'A call can go to a voicemail while it rings, is connected or is on hold.',
	}),
};
