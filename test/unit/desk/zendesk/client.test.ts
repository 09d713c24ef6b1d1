import { beforeEach, describe, expect, test } from "vitest";
import { zendesk as provider } from "../../../../src/desk/zendesk/provider.ts";
import { VendorError } from "../../../../src/lib/errors.ts";
import { ACME, ALEX, createWorld, failing, openDesk, type World } from "./session.ts";

let world: World;

beforeEach(() => {
	world = createWorld();
});

describe("a token that has ended", () => {
	test("is renewed once and the call repeated", async () => {
		const { desk, renewals } = await openDesk(world, ALEX);
		world.zendesk.expireAccessTokens();
		expect(await desk.findTicket({ by: "number", number: "1042" })).toMatchObject({ number: "1042" });
		expect(new Set(renewals)).toEqual(new Set([1]));
		expect(world.zendesk.refreshCount()).toBe(1);
	});

	test("that can't be renewed means signing in again", async () => {
		const { desk } = await openDesk(world, ALEX);
		world.zendesk.revokeAll(ALEX);
		await expect(desk.identify()).rejects.toMatchObject(failing("auth"));
	});

	test("that is refused after renewing too is not renewed again", async () => {
		const { desk, renewals } = await openDesk(world, ALEX);
		const refuse = () => Response.json({ error: "invalid_token" }, { status: 401 });
		world.answerNext(/\/users\/me$/, refuse);
		world.answerNext(/\/users\/me$/, refuse);
		await expect(desk.identify()).rejects.toMatchObject({ ...failing("auth"), status: 401 });
		expect(renewals).toEqual([1]);
	});
});

describe("no answer", () => {
	const open = (fetch: typeof globalThis.fetch, signal?: AbortSignal) => {
		const tokens = {
			current: async () => ({ token: "s3cret-token", generation: 1 }),
			renew: async () => never(),
		};
		return provider.open(ACME, tokens, { fetch, now: world.clock.now, timeoutMs: 5_000, signal });
	};

	test("has no status", async () => {
		const desk = open(() => Promise.reject(new TypeError("connection reset")));
		await expect(desk.identify()).rejects.toMatchObject({ ...failing("unavailable"), status: null });
	});

	test("because we stopped waiting is our doing, not a missing comment", async () => {
		const stop = new AbortController();
		const desk = open((_, init) => {
			const { promise, reject } = Promise.withResolvers<Response>();
			const refuse = () => reject(new DOMException("stopped", "AbortError"));
			if (init?.signal?.aborted) refuse();
			init?.signal?.addEventListener("abort", refuse);
			return promise;
		}, stop.signal);
		const answer = desk.findTicket({ by: "number", number: "1042" });
		stop.abort();
		await expect(answer).rejects.toMatchObject({ ...failing("aborted"), status: null });
	});

	test("leaves neither token nor address in the error", async () => {
		const desk = open(() => Promise.reject(new TypeError("failed: Bearer s3cret-token")));
		const error = await desk
			.conversation("1042", { cursor: null, size: 5 })
			.catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(VendorError);
		expect(`${JSON.stringify(error)} ${error} ${(error as Error).stack}`).not.toContain("s3cret");
		expect(error).toMatchObject({ operation: "GET /tickets/{id}/comments" });
	});
});

function never(): never {
	throw new Error("not expected");
}
