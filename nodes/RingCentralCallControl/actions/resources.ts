import { businessHoursResource } from './businessHours/businessHours.resource';
import { callLogResource } from './callLog/callLog.resource';
import { callQueueResource } from './callQueue/callQueue.resource';
import { deviceResource } from './device/device.resource';
import { extensionResource } from './extension/extension.resource';
import type { Resource } from './operation';
import { partyResource } from './party/party.resource';
import { presenceResource } from './presence/presence.resource';
import { recordingResource } from './recording/recording.resource';
import { ringOutResource } from './ringOut/ringOut.resource';
import { sessionResource } from './session/session.resource';
import { smsResource } from './sms/sms.resource';
import { subscriptionResource } from './subscription/subscription.resource';
import { voicemailResource } from './voicemail/voicemail.resource';

/** All resources of the action node, in the editor's order. */
export const resources: readonly Resource[] = [
	businessHoursResource,
	sessionResource,
	callLogResource,
	callQueueResource,
	extensionResource,
	partyResource,
	deviceResource,
	presenceResource,
	recordingResource,
	ringOutResource,
	smsResource,
	subscriptionResource,
	voicemailResource,
];

export const defaultResource = partyResource;
