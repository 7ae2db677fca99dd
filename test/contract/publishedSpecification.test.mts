import { stringify } from 'yaml';

import { member } from './openApiSchemas.mts';
import { cutSpecification } from './publishedSpecification.mts';
import { describeWith, readSharedJson } from './sharedMaterial.mts';
import { openApi, Specification } from './specification.mts';

const session = '/restapi/v1.0/account/{accountId}/telephony/sessions/{telephonySessionId}';

const published = `
openapi: 3.0.3
info: { title: RingCentral API, version: SPEC_VERSION }
security:
  - OAuth2: []
paths:
  ${session}:
    get:
      operationId: readCallSessionStatus
      tags: [Call Control]
      parameters:
        - $ref: '#/components/parameters/TelephonySessionId'
      responses:
        '200':
          content:
            application/json:
              schema: { $ref: '#/components/schemas/CallSessionObject' }
  /restapi/v1.0/account/{accountId}/extension/{extensionId}/fax:
    post:
      operationId: createFaxMessage
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/CreateFaxMessage' }
components:
  securitySchemes:
    OAuth2: { type: oauth2 }
  parameters:
    TelephonySessionId: { name: telephonySessionId, in: path }
    AttachmentId: { name: attachmentId, in: path }
  examples:
    Message: { value: 1 }
  schemas:
    CallSessionObject:
      type: object
      properties:
        id: { type: string }
        parties:
          type: array
          items: { $ref: '#/components/schemas/CallParty' }
    CallParty:
      type: object
      discriminator:
        propertyName: direction
        mapping: { Inbound: '#/components/schemas/InboundParty' }
    InboundParty: { type: object }
    CreateFaxMessage: { type: object }
`;

describe("the kept part of RingCentral's published API description", () => {
	const cut = cutSpecification(published);

	it('is the paths of call control', () => {
		expect(Object.keys(Object(cut['paths']))).toEqual([session]);
	});

	it('is the components that these refer to, also through others', () => {
		expect(cut['components']).toMatchObject({ securitySchemes: { OAuth2: { type: 'oauth2' } } });
		expect(Object.keys(Object(member(cut, 'components')))).toEqual([
			'parameters',
			'schemas',
			'securitySchemes',
		]);
		expect(Object.keys(Object(member(cut, 'components', 'parameters')))).toEqual([
			'TelephonySessionId',
		]);
		expect(Object.keys(Object(member(cut, 'components', 'schemas')))).toEqual([
			'CallSessionObject',
			'CallParty',
			'InboundParty',
		]);
	});

	it('can be asked for the faults of an answer', () => {
		const specification = new Specification(cut);
		const path = '/restapi/v1.0/account/~/telephony/sessions/s-1';
		const answer = { method: 'GET', path, status: 200 };

		expect(specification.faultsOfResponse({ ...answer, body: { id: 's-1' } })).toEqual([]);
		expect(specification.faultsOfResponse({ ...answer, body: { id: 1 } })).toEqual([
			'CallSessionObject/id must be string',
		]);
	});

	it.each([
		['<html><body>Moved</body></html>', 'is no OpenAPI document'],
		['paths: { /restapi/oauth/token: {} }', 'has no paths of call control'],
	])('is not made from %s', (text, reason) => {
		expect(() => cutSpecification(text)).toThrow(reason);
	});
});

const calls = readSharedJson('openapi', 'ringcentral-call-control.json');
const aroundCalls = readSharedJson('openapi', 'ringcentral-around-calls.json');

describeWith(calls && aroundCalls, "RingCentral's API description at hand", () => {
	const pathsOf = (document: unknown) => Object.keys(Object(member(document, 'paths')));

	it("is the kept part of the whole, with the nodes' lookups around calls", () => {
		const kept = cutSpecification(stringify(openApi));

		expect(kept).toMatchObject(Object(calls));
		expect(pathsOf(kept).filter((path) => !pathsOf(calls).includes(path))).toEqual([
			'/restapi/v1.0/account/{accountId}/extension/{extensionId}/business-hours',
			'/restapi/v1.0/account/{accountId}/business-hours',
			'/restapi/v1.0/account/{accountId}/extension/{extensionId}/answering-rule',
			'/restapi/v1.0/account/{accountId}/extension/{extensionId}/phone-number',
			'/restapi/v1.0/dictionary/country',
			'/restapi/v1.0/account/{accountId}/extension/{extensionId}/sms',
			'/restapi/v1.0/account/{accountId}/extension/{extensionId}/message-store',
			'/restapi/v1.0/account/{accountId}/extension/{extensionId}/message-store/{messageId}',
			'/restapi/v1.0/account/{accountId}/extension/{extensionId}/message-store/{messageId}/content/{attachmentId}',
		]);
	}, 60_000);
});
