/** One end of a transfer; what is not known is undefined. */
export interface TransferEnd {
	extensionId?: string;
	name?: string;
	phoneNumber?: string;
}

/** Who handed a call on, and to whom. */
export interface Transfer {
	from: TransferEnd;
	/** Null when it did not show in time. */
	to: TransferEnd | null;
	/** RingCentral's reason, e.g. "BlindTransfer", which a forwarded ringing call has too. */
	kind: string;
}
