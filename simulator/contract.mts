/**
 * The shapes of RingCentral's API, as RingCentral publishes them for its own SDK.
 * https://github.com/ringcentral/ringcentral-extensible/tree/master/packages/core
 */
export type { default as ActiveCallInfo } from '@rc-ex/core/definitions/ActiveCallInfo';
export type { default as CallLogRecord } from '@rc-ex/core/definitions/CallLogRecord';
export type { default as CallLogRecordLegInfo } from '@rc-ex/core/definitions/CallLogRecordLegInfo';
export type { default as CallParty } from '@rc-ex/core/definitions/CallParty';
export type { default as CallRecording } from '@rc-ex/core/definitions/CallRecording';
export type { default as CallSessionObject } from '@rc-ex/core/definitions/CallSessionObject';
export type { default as CallStatusInfo } from '@rc-ex/core/definitions/CallStatusInfo';
export type { default as GetCallRecordingResponse } from '@rc-ex/core/definitions/GetCallRecordingResponse';
export type { default as GetMessageInfoResponse } from '@rc-ex/core/definitions/GetMessageInfoResponse';
export type { default as GetRingOutStatusResponse } from '@rc-ex/core/definitions/GetRingOutStatusResponse';
export type { default as GetSMSMessageInfoResponse } from '@rc-ex/core/definitions/GetSMSMessageInfoResponse';
export type { default as PresenceInfoRequest } from '@rc-ex/core/definitions/PresenceInfoRequest';
export type { default as PresenceInfoResponse } from '@rc-ex/core/definitions/PresenceInfoResponse';
export type { default as RingOutStatusInfo } from '@rc-ex/core/definitions/RingOutStatusInfo';
export type { default as SubscriptionInfo } from '@rc-ex/core/definitions/SubscriptionInfo';
export type { default as TelephonySessionsEventPartyInfo } from '@rc-ex/core/definitions/TelephonySessionsEventPartyInfo';
export type { default as TokenInfo } from '@rc-ex/core/definitions/TokenInfo';
export type { default as WsTokenResponse } from '@rc-ex/core/definitions/WsTokenResponse';
