import type { Resource } from './operation';
import { partyResource } from './party/party.resource';
import { sessionResource } from './session/session.resource';

/** Everything that the action node can do. */
export const resources: readonly Resource[] = [partyResource, sessionResource];
