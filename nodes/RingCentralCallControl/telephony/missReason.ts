/** Why a call was missed at a phone. */
export type MissReason = 'answeredElsewhere' | 'callerGaveUp' | 'rangOut' | 'rejected' | 'unknown';
