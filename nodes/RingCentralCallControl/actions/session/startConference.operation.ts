import { simplifyField } from '../../descriptions/simplify';
import { simplifiedSession } from '../../calls/output/simplifiedSession';
import { isFields, textOf } from '../../calls/events/unknown';
import { isJsonObject } from '../jsonObject';
import type { Operation } from '../operation';

export const startConference: Operation = {
	name: 'Start Conference',
	value: 'startConference',
	action: 'Start conference',
	description:
		'Open a conference. A SIP phone has to dial its voiceCallToken within 38 seconds, or it closes again.',
	properties: [simplifyField],
	async execute(item) {
		const answer = await item.request({
			method: 'POST',
			path: '/restapi/v1.0/account/~/telephony/conference',
		});
		const session = isFields(answer) && isJsonObject(answer.session) ? answer.session : {};
		if (!item.isSimplified) return session;
		return {
			...simplifiedSession(textOf(session.id) ?? null, session),
			// The host's phone dials it: https://developers.ringcentral.com/guide/voice/call-control/conference-calls
			voiceCallToken: textOf(session.voiceCallToken) ?? null,
		};
	},
};
