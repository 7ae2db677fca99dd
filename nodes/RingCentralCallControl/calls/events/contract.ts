/**
 * The types of RingCentral's API, under RingCentral's own names and from its own package, which is
 * not needed at run time. All other files import them from here.
 *
 * The types follow the documentation. Data from RingCentral is checked before it is used, because
 * live events hold undocumented values (a status "Voicemail", for example).
 */
export type { default as AddPartyRequest } from '@rc-ex/core/definitions/AddPartyRequest';
export type { default as BridgeTargetRequest } from '@rc-ex/core/definitions/BridgeTargetRequest';
export type { default as CallPartyReply } from '@rc-ex/core/definitions/CallPartyReply';
export type { default as CallSessionObject } from '@rc-ex/core/definitions/CallSessionObject';
export type { default as CallStatusInfo } from '@rc-ex/core/definitions/CallStatusInfo';
export type { default as CreateSMSMessage } from '@rc-ex/core/definitions/CreateSMSMessage';
export type { default as CreateSubscriptionRequest } from '@rc-ex/core/definitions/CreateSubscriptionRequest';
export type { default as DeletePartyRequest } from '@rc-ex/core/definitions/DeletePartyRequest';
export type { default as DeviceResource } from '@rc-ex/core/definitions/DeviceResource';
export type { default as ForwardTarget } from '@rc-ex/core/definitions/ForwardTarget';
export type { default as HoldCallPartyRequest } from '@rc-ex/core/definitions/HoldCallPartyRequest';
export type { default as MakeCallOutRequest } from '@rc-ex/core/definitions/MakeCallOutRequest';
export type { default as MakeRingOutRequest } from '@rc-ex/core/definitions/MakeRingOutRequest';
export type { default as PartySuperviseRequest } from '@rc-ex/core/definitions/PartySuperviseRequest';
export type { default as PartyUpdateInfo } from '@rc-ex/core/definitions/PartyUpdateInfo';
export type { default as PresenceInfoRequest } from '@rc-ex/core/definitions/PresenceInfoRequest';
export type { default as PresenceInfoResponse } from '@rc-ex/core/definitions/PresenceInfoResponse';
export type { default as ReplyWithPattern } from '@rc-ex/core/definitions/ReplyWithPattern';
export type { default as SubscriptionInfo } from '@rc-ex/core/definitions/SubscriptionInfo';
export type { default as SuperviseCallSessionRequest } from '@rc-ex/core/definitions/SuperviseCallSessionRequest';
export type { default as TransferTarget } from '@rc-ex/core/definitions/TransferTarget';
export type { default as WebSocketDeliveryMode } from '@rc-ex/core/definitions/WebSocketDeliveryMode';
