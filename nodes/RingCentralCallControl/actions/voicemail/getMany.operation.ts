import type { INodeProperties } from 'n8n-workflow';

import { filtersOf } from '../../descriptions/filters';
import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { voicemailOwnerField } from '../../descriptions/voicemail';
import { simplifiedVoicemail } from '../../calls/output/simplifiedVoicemail';
import { messagesPath } from '../../transport/http/messagePath';
import { extensionIdOrOwn } from '../extensionParameter';
import { filterQuery } from '../filtersParameter';
import { manyRecords } from '../manyRecords';
import { momentQuery } from '../momentFilter';
import type { Operation } from '../operation';

const leftAfterField: INodeProperties = {
	displayName: 'Left After',
	name: 'dateFrom',
	type: 'dateTime',
	default: '',
	description:
		'Only voicemails from this time on. Without it, RingCentral looks at 24 hours. A time without a time zone is one of the workflow.',
};

const leftBeforeField: INodeProperties = {
	displayName: 'Left Before',
	name: 'dateTo',
	type: 'dateTime',
	default: '',
	description:
		'Only voicemails up to this time. Leave empty for now. A time without a time zone is one of the workflow.',
};

const filtersField = filtersOf([
	leftAfterField,
	leftBeforeField,
	{
		displayName: 'Status',
		name: 'readStatus',
		type: 'options',
		options: [
			{ name: 'Heard', value: 'Read' },
			{ name: 'Not Heard', value: 'Unread' },
		],
		default: 'Unread',
		description: 'Only voicemails that somebody has listened to, or only the others',
	},
]);

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many voicemails',
	description: 'Get many voicemails of an extension, such as those that nobody has heard yet',
	properties: [voicemailOwnerField, ...returnAllFields, filtersField, simplifyField],
	async execute(item) {
		const filters = {
			...filterQuery(item, filtersField),
			...momentQuery(item, [leftAfterField, leftBeforeField]),
		};
		const voicemails = await manyRecords(
			item,
			{
				path: messagesPath(await extensionIdOrOwn(item, voicemailOwnerField)),
				// Without `availability`, RingCentral also lists deleted messages.
				query: { ...filters, messageType: 'VoiceMail', availability: 'Alive' },
			},
			{ extensionId: voicemailOwnerField },
		);
		return voicemails.map((voicemail) => item.simplifiedOrRaw(voicemail, simplifiedVoicemail));
	},
};
