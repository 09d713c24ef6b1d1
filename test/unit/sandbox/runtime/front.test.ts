import { describe, expect, test } from "vitest";
import { createAddressTable } from "../../../../sandbox/runtime/addresses.ts";
import { type FrontHandlers, handleFront } from "../../../../sandbox/runtime/front.ts";

const ORIGIN = "http://localhost:8787";
const VENDORS = "http://127.0.0.1:8787";
const addresses = createAddressTable({
	origin: ORIGIN,
	vendorOrigin: VENDORS,
	ownsHost: (host) => host === "slack.com",
});

function ask(address: string, handlers: Partial<FrontHandlers> = {}, init: RequestInit = {}) {
	const named = (name: string) => async () => new Response(name);
	const all = {
		worker: named("worker"),
		vendor: named("vendor"),
		playground: named("playground"),
		control: named("control"),
		...handlers,
	};
	return handleFront(new Request(address, init), addresses, all);
}

describe("the front", () => {
	test.each([
		[`${ORIGIN}/admin`, "worker"],
		[`${ORIGIN}/vendors/slack.com/`, "worker"],
		[`${VENDORS}/`, "playground"],
		[`${VENDORS}/vendors/slack.com/x`, "vendor"],
		[`${ORIGIN}/sandbox/info`, "control"],
		[`${VENDORS}/sandbox/info`, "control"],
		["http://[::1]:8787/admin", "worker"],
	])("%s is answered by the %s", async (address, name) => {
		expect(await (await ask(address)).text()).toBe(name);
	});

	test("knows no other names, nor other vendors", async () => {
		expect((await ask("http://evil.example:8787/sandbox/info")).status).toBe(421);
		expect((await ask(`${VENDORS}/vendors/evil.example/`)).status).toBe(404);
	});

	test("gives a vendor its real address and origin", async () => {
		const seen: Request[] = [];
		const vendor = async (request: Request) => {
			seen.push(request);
			return new Response("");
		};
		const init = { method: "POST", body: "a=1", headers: { origin: VENDORS } };
		await ask(`${VENDORS}/vendors/slack.com/oauth?x=1`, { vendor }, init);
		expect(seen[0]?.url).toBe("https://slack.com/oauth?x=1");
		expect(seen[0]?.headers.get("origin")).toBe("https://slack.com");
		expect(await seen[0]?.text()).toBe("a=1");
	});

	test("maps where the Worker sends the browser and keeps its cookies as they are", async () => {
		const headers = new Headers({ location: "https://slack.com/oauth/v2/authorize?state=1" });
		headers.append("set-cookie", "__Host-a=1; Path=/; Secure");
		headers.append("set-cookie", "b=2; Path=/");
		const worker = async () => new Response(null, { status: 302, headers });
		const response = await ask(`${ORIGIN}/slack/install`, { worker });
		expect(response.headers.get("location")).toBe(`${VENDORS}/vendors/slack.com/oauth/v2/authorize?state=1`);
		expect(response.headers.getSetCookie()).toEqual(["__Host-a=1; Path=/; Secure", "b=2; Path=/"]);
	});

	test("keeps a vendor's cookies under that vendor's path", async () => {
		const vendor = async () =>
			new Response("", {
				headers: { "set-cookie": "session=1; Path=/; Secure; HttpOnly; Domain=slack.com" },
			});
		const response = await ask(`${VENDORS}/vendors/slack.com/`, { vendor });
		expect(response.headers.getSetCookie()).toEqual(["session=1; HttpOnly; Path=/vendors/slack.com/"]);
	});

	test("leaves what is not a page alone", async () => {
		const json = `{"href":" href=\\"https://slack.com/\\""}`;
		const worker = async () => new Response(json, { headers: { "content-type": "application/json" } });
		expect(await (await ask(`${ORIGIN}/x`, { worker })).text()).toBe(json);
	});
});
