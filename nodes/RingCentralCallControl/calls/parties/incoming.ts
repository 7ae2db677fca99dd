/**
 * Stands in 'Call' for the call, and in 'Party' for the party, that the item comes with. No ID of
 * RingCentral's looks like it: those begin with "s-" and "p-".
 */
export const INCOMING = 'incoming';

/** Its names in the lists, as saved workflows show them too. */
export const INCOMING_CALL_NAME = 'The call that came in';
export const INCOMING_PARTY_NAME = 'The party that came in';
