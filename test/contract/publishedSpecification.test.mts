import { stringify } from 'yaml';

import { isJsonObject } from '../../simulator/requestBody.mts';
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
  /restapi/v1.0/account/{accountId}/extension/{extensionId}/sms:
    post:
      operationId: createSMSMessage
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/CreateSMSMessage' }
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
    CreateSMSMessage: { type: object }
`;

describe("the part of RingCentral's published API description that is kept", () => {
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
	])('is not made out of %s', (text, reason) => {
		expect(() => cutSpecification(text)).toThrow(reason);
	});
});

const others = readSharedJson('openapi', 'ringcentral-around-calls.json');

describeWith(openApi && others, "RingCentral's API description at hand", () => {
	it('is what is kept of a whole one', () => {
		const both = (...names: string[]) =>
			Object.assign({}, member(others, ...names), member(openApi, ...names));
		const kinds = Object.keys(Object(member(openApi, 'components')));
		const whole = {
			...(isJsonObject(openApi) ? openApi : {}),
			paths: both('paths'),
			components: Object.fromEntries(kinds.map((kind) => [kind, both('components', kind)])),
		};

		expect(cutSpecification(stringify(whole))).toEqual(openApi);
	}, 60_000);
});
