/**
 * The value of 'Call' for the item's own call, and of 'Party' for its party. RingCentral's IDs are
 * never equal to it: they begin with "s-" and "p-".
 */
export const INCOMING = 'incoming';

/** Its names in the lists, which saved workflows show too. */
export const INCOMING_CALL_NAME = 'The call that came in';
export const INCOMING_PARTY_NAME = 'The party that came in';
