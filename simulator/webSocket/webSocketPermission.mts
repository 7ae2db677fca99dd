/**
 * Assumption SOCKET-PERMISSION: the permission has two names; this one is shown where applications are made, the
 * API description calls it `WebSocket`.
 */
export const webSocketPermission = 'WebSocketsSubscription';
