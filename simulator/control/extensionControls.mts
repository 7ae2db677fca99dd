import type { FastifyInstance } from 'fastify';

import { extensionByNumber } from '../account.mts';
import { resourceNotFound } from '../apiError.mts';
import { pathParameter } from '../calls/callPath.mts';
import type { Platform } from '../platform.mts';
import { readPresenceChanges } from '../publishedPresence.mts';
import { readObject } from '../requestBody.mts';

/** Settings that users change in their apps. */
export function registerExtensionControls(server: FastifyInstance, platform: Platform): void {
	/** Takes the fields of RingCentral's presence, e.g. `dndStatus`; answers with all of them. */
	server.patch('/sim/extensions/:extensionNumber/presence', (request) => {
		const extension = extensionByNumber(pathParameter(request, 'extensionNumber'));
		if (extension?.type !== 'User') throw resourceNotFound('extensionNumber');
		platform.publishedPresence.publish(extension.id, readPresenceChanges(readObject(request.body)));
		platform.publisher.presenceChanged(extension);
		return platform.publishedPresence.of(extension.id);
	});
}
