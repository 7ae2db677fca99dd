import { textOf } from '../telephony/unknown';
import { recordsOfPages } from '../transport/recordPages';
import { request, type RequestContext } from '../transport/request';

export interface ForwardingNumber {
	id?: string;
	/** The digit under which calls are flipped to it; not every number has one. */
	flipNumber?: string;
	/** Name and number, e.g. "Mobile (+14155550151)". */
	label: string;
}

/**
 * All phones that the signed-in user has entered in RingCentral as own ones.
 * https://developers.ringcentral.com/api-reference/Call-Forwarding/listForwardingNumbers
 */
export async function forwardingNumbers(context: RequestContext): Promise<ForwardingNumber[]> {
	const records = await recordsOfPages(
		async (query) =>
			await request(context, {
				method: 'GET',
				path: '/restapi/v1.0/account/~/extension/~/forwarding-number',
				query,
			}),
		Number.POSITIVE_INFINITY,
	);
	return records.map(({ id, flipNumber, label, phoneNumber }) => ({
		id: textOf(id),
		flipNumber: textOf(flipNumber),
		label: `${textOf(label)?.trim() || 'Phone'} (${textOf(phoneNumber) ?? 'no number'})`,
	}));
}
