import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeProperties,
} from 'n8n-workflow';

import { RingCentralJwtApi } from '../../credentials/RingCentralJwtApi.credentials.ts';
import { application, jwtCredential } from '../../simulator/account.mts';

/** The one JWT credential of a test, kept and renewed the way n8n does it. */
export class JwtCredentials extends ICredentialsHelper {
	readonly #credentialType = new RingCentralJwtApi();
	readonly #data: ICredentialDataDecryptedObject;

	constructor(simulatorUrl: string) {
		super();
		this.#data = {
			server: 'custom',
			customServer: simulatorUrl,
			clientId: application.clientId,
			clientSecret: application.clientSecret,
			jwtToken: jwtCredential,
			accessToken: '',
		};
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		return { ...this.#data };
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		_node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		if (credentials.accessToken !== '' && !credentialsExpired) return undefined;
		return await this.runPreAuthentication(helpers, credentials);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<ICredentialDataDecryptedObject> {
		const renewed = await this.#credentialType.preAuthentication.call(helpers, credentials);
		Object.assign(this.#data, renewed);
		return renewed;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const headers = {
			...requestOptions.headers,
			Authorization: `Bearer ${credentials.accessToken}`,
		};
		return { ...requestOptions, headers };
	}

	getCredentials(): Promise<ICredentials> {
		throw new Error('No test needs the stored form of a credential');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): INodeProperties[] {
		return this.#credentialType.properties;
	}
}
