import { renewedTokens } from '../../../../nodes/RingCentralCallControl/transport/signIn/jwtSession.ts';
import {
	SignInDelayed,
	type Tokens,
} from '../../../../nodes/RingCentralCallControl/transport/signIn/tokenRequest.ts';

let digests = 0;

/** The digest of fields that have not signed in yet. */
function newDigest(): string {
	digests += 1;
	return `digest-${digests}`;
}

/** A platform that gives "access-1", "refresh-1" and so on, on the test's command. */
function platform() {
	const waiting: Array<() => void> = [];
	let given = 0;
	const give = async (): Promise<Tokens> => {
		await new Promise<void>((resolve) => waiting.push(resolve));
		given += 1;
		return { accessToken: `access-${given}`, refreshToken: `refresh-${given}` };
	};
	return {
		signIn: jest.fn(give),
		refresh: jest.fn<Promise<Tokens | undefined>, [string]>(give),
		/** Answers the pending request and each request that follows from it. */
		async answer<T>(asked: Promise<T>): Promise<T> {
			const isDone = asked.then(
				() => true,
				() => true,
			);
			const soon = async () =>
				await new Promise<false>((resolve) => setImmediate(() => resolve(false)));
			while (!(await Promise.race([isDone, soon()]))) {
				waiting.splice(0).forEach((resolve) => resolve());
			}
			return await asked;
		},
	};
}

const unknownTokens = { accessToken: 'unknown-here', refreshToken: 'refresh-unknown-here' };

it('signs in once for twenty simultaneous requests', async () => {
	const digest = newDigest();
	const source = platform();

	const tokens = await source.answer(
		Promise.all(Array.from({ length: 20 }, () => renewedTokens(digest, undefined, source))),
	);

	expect(new Set(tokens.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-1']));
	expect(source.signIn).toHaveBeenCalledTimes(1);
});

it('continues the stored session', async () => {
	const digest = newDigest();
	const source = platform();
	const first = await source.answer(renewedTokens(digest, undefined, source));

	const second = await source.answer(renewedTokens(digest, first, source));

	expect(second.accessToken).toBe('access-2');
	expect(source.refresh).toHaveBeenCalledWith('refresh-1');
	expect(source.signIn).toHaveBeenCalledTimes(1);
});

it('gives the newest tokens to requests with older tokens', async () => {
	const digest = newDigest();
	const source = platform();
	const first = await source.answer(renewedTokens(digest, undefined, source));
	const second = await source.answer(renewedTokens(digest, first, source));

	await expect(renewedTokens(digest, first, source)).resolves.toEqual(second);

	expect(source.refresh).toHaveBeenCalledTimes(1);
});

it('gives tokens just obtained to a credential without tokens', async () => {
	const digest = newDigest();
	const source = platform();
	const first = await source.answer(renewedTokens(digest, undefined, source));

	await expect(renewedTokens(digest, undefined, source)).resolves.toEqual(first);

	expect(source.signIn).toHaveBeenCalledTimes(1);
});

it('continues the session with the newest tokens when they are no longer fresh', async () => {
	const digest = newDigest();
	const source = platform();
	const first = await source.answer(renewedTokens(digest, undefined, source));
	await source.answer(renewedTokens(digest, first, source));
	const aMinuteLater = performance.now() + 60_000;
	const clock = jest.spyOn(performance, 'now').mockReturnValue(aMinuteLater);

	const third = await source.answer(renewedTokens(digest, first, source));

	clock.mockRestore();
	expect(third.accessToken).toBe('access-3');
	expect(source.refresh).toHaveBeenLastCalledWith('refresh-2');
	expect(source.signIn).toHaveBeenCalledTimes(1);
});

it.each([
	['', 'refresh-unknown-here'],
	['refresh-new', 'refresh-new'],
])('keeps the refresh token when the new one is "%s": %s', async (refreshToken, kept) => {
	const source = platform();
	source.refresh.mockResolvedValueOnce({ accessToken: 'access-new', refreshToken });

	const renewed = await source.answer(renewedTokens(newDigest(), unknownTokens, source));

	expect(renewed).toEqual({ accessToken: 'access-new', refreshToken: kept });
});

it("does not take another process's tokens for older tokens", async () => {
	const digest = newDigest();
	const source = platform();
	await source.answer(renewedTokens(digest, undefined, source));

	await source.answer(renewedTokens(digest, unknownTokens, source));

	expect(source.refresh).toHaveBeenCalledWith('refresh-unknown-here');
});

it('begins a session when the stored session is over', async () => {
	const digest = newDigest();
	const source = platform();
	source.refresh.mockResolvedValueOnce(undefined);

	await source.answer(renewedTokens(digest, unknownTokens, source));

	expect(source.signIn).toHaveBeenCalledTimes(1);
});

it('begins no session when RingCentral is away for a moment', async () => {
	const digest = newDigest();
	const source = platform();
	source.refresh.mockRejectedValueOnce(new SignInDelayed('not now'));

	await expect(renewedTokens(digest, unknownTokens, source)).rejects.toThrow('not now');
	await source.answer(renewedTokens(digest, unknownTokens, source));

	expect(source.signIn).not.toHaveBeenCalled();
});

it('begins a session each time for an app that gets no refresh tokens', async () => {
	const digest = newDigest();
	const source = platform();

	await source.answer(renewedTokens(digest, { accessToken: 'refused', refreshToken: '' }, source));

	expect(source.refresh).not.toHaveBeenCalled();
	expect(source.signIn).toHaveBeenCalledTimes(1);
});

it('does not share between users', async () => {
	const source = platform();

	const tokens = await source.answer(
		Promise.all([
			renewedTokens(newDigest(), undefined, source),
			renewedTokens(newDigest(), undefined, source),
		]),
	);

	expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(2);
});
