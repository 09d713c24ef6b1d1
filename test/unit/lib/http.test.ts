import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { parseAnswer, path, retryAfterSeconds, send } from "../../../src/lib/http.ts";

const request = {
	vendor: "zendesk",
	operation: "GET /tickets/{id}",
	method: "GET",
	url: new URL("https://acme.zendesk.com/api/v2/tickets/1"),
} as const;

const answering = (respond: (init: RequestInit) => Promise<Response>) => ({
	fetch: ((_: unknown, init: RequestInit) => respond(init)) as typeof fetch,
	now: () => 0,
	timeoutMs: 1000,
});

const hanging = (init: RequestInit) =>
	new Promise<Response>((_, reject) =>
		init.signal?.addEventListener("abort", () => reject(init.signal?.reason)),
	);

describe("one HTTP call", () => {
	it.each([200, 204, 404, 429, 503])("treats %s as an answer", async (status) => {
		const body = status === 204 ? null : "text";
		const answer = await send(
			request,
			answering(async () => new Response(body, { status })),
		);
		expect(answer).toMatchObject({ status, body: body ?? "" });
	});

	it("sends a file as the bytes it is, under its own type", async () => {
		const sent: RequestInit[] = [];
		const data = new Uint8Array([0, 255, 10]).buffer;
		await send(
			{ ...request, method: "POST", headers: { "x-y": "z" }, bytes: { type: "image/png", data } },
			answering(async (init) => {
				sent.push(init);
				return new Response("");
			}),
		);
		expect(sent[0]?.body).toBe(data);
		expect(new Headers(sent[0]?.headers).get("content-type")).toBe("image/png");
		expect(new Headers(sent[0]?.headers).get("x-y")).toBe("z");
	});

	it("has no status when nothing answers in time", async () => {
		const call = { ...answering(hanging), timeoutMs: 5 };
		await expect(send(request, call)).rejects.toMatchObject({
			kind: "unavailable",
			status: null,
			code: "timeout",
		});
	});

	it("has no status when there is no connection", async () => {
		const call = answering(async () => {
			throw new TypeError("connection refused to 10.0.0.1 with Bearer abc");
		});
		const failure = send(request, call);
		await expect(failure).rejects.toMatchObject({ kind: "unavailable", status: null, code: "network" });
		await expect(failure).rejects.not.toThrow("Bearer");
	});

	it("tells its caller's own giving up from the vendor's silence", async () => {
		const controller = new AbortController();
		const call = { ...answering(hanging), signal: controller.signal };
		const failure = expect(send(request, call)).rejects.toMatchObject({ kind: "aborted" });
		controller.abort();
		await failure;
	});

	it("follows no redirect", async () => {
		let seen: RequestInit = {};
		const call = answering(async (init) => {
			seen = init;
			return new Response(null, { status: 302, headers: { location: "https://evil.example/" } });
		});
		expect((await send(request, call)).status).toBe(302);
		expect(seen.redirect).toBe("manual");
	});
});

describe("parsing an answer", () => {
	it.each(["<html>Bad gateway</html>", "", "null", '{"id":"not a number"}'])("calls %j malformed", (body) => {
		const schema = v.object({ id: v.number() });
		const parse = () => parseAnswer(schema, { status: 200, headers: new Headers(), body }, request);
		expect(parse).toThrow(expect.objectContaining({ kind: "malformed", status: 200 }));
	});
});

describe("Retry-After", () => {
	const now = Date.parse("2026-11-20T09:00:00Z");
	it.each([
		["30", 30],
		["Fri, 20 Nov 2026 09:01:00 GMT", 60],
		["Fri, 20 Nov 2026 08:00:00 GMT", 0],
		["soon", null],
		["", null],
	])("reads %j as %s", (value, seconds) => {
		expect(retryAfterSeconds(new Headers({ "retry-after": value }), now)).toBe(seconds);
	});

	it("is null when there is none", () => {
		expect(retryAfterSeconds(new Headers(), now)).toBeNull();
	});
});

describe("API paths", () => {
	it("encodes what is put into them", () => {
		expect(path`/tickets/${"1/../../users?x=#"}/comments`).toBe(
			"/tickets/1%2F..%2F..%2Fusers%3Fx%3D%23/comments",
		);
	});

	it.each(["", ".", ".."])("refuses %j, which would climb", (value) => {
		expect(() => path`/tickets/${value}`).toThrow(TypeError);
	});
});
