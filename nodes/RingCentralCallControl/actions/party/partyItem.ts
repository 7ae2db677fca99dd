import type { PartyAddress } from '../../transport/http/callPath';
import { Item } from '../item';

/** The item that an operation is carried out for, and the party that it is about. */
export class PartyItem extends Item {
	readonly party: PartyAddress;

	constructor(item: Item, party: PartyAddress) {
		super(item.context, item.index, item);
		this.party = party;
	}
}
