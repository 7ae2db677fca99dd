/**
 * Assumption SOCKET-PERMISSION: the permission has two names: this one in the developer console, and
 * `WebSocket` in the API description.
 */
export const webSocketPermission = 'WebSocketsSubscription';
