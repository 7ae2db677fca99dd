import type { PartyAddress } from '../../transport/http/callPath';
import { Item } from '../item';

/** The item of an operation on one party, with the party's address. */
export class PartyItem extends Item {
	readonly party: PartyAddress;

	constructor(item: Item, party: PartyAddress) {
		super(item.context, item.index, item);
		this.party = party;
	}
}
