import { describe, expect, it } from "vitest";
import { importHmacKey } from "../../../src/lib/crypto.ts";
import { isSignedBySlack } from "../../../src/slack/verify.ts";

// The worked example of Slack's own documentation on verifying requests.
const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const TIMESTAMP = "1531420618";
const SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
const BODY =
	"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

const SENT_AT = Number(TIMESTAMP) * 1000;

async function verify(changes: {
	headers?: Record<string, string | null>;
	body?: string;
	now?: number;
	secrets?: string[];
}) {
	const headers = new Headers({ "x-slack-request-timestamp": TIMESTAMP, "x-slack-signature": SIGNATURE });
	for (const [name, value] of Object.entries(changes.headers ?? {})) {
		if (value === null) headers.delete(name);
		else headers.set(name, value);
	}
	const keys = await Promise.all((changes.secrets ?? [SECRET]).map(importHmacKey));
	return isSignedBySlack(keys, headers, changes.body ?? BODY, changes.now ?? SENT_AT);
}

describe("Slack's request signature", () => {
	it("accepts the example that Slack publishes", async () => {
		expect(await verify({})).toBe(true);
	});

	it("accepts a request signed with the previous secret while both are configured", async () => {
		expect(await verify({ secrets: ["the-new-secret", SECRET] })).toBe(true);
	});

	it.each([
		["up to 300 s old", 300],
		["up to 300 s in the future", -300],
	])("accepts a timestamp %s", async (_, seconds) => {
		expect(await verify({ now: SENT_AT + seconds * 1000 })).toBe(true);
	});

	it.each([
		["a timestamp 301 s old", { now: SENT_AT + 301_000 }],
		["a timestamp 301 s in the future", { now: SENT_AT - 301_000 }],
		["a timestamp that is no number", { headers: { "x-slack-request-timestamp": "1531420618abc" } }],
		["a missing timestamp", { headers: { "x-slack-request-timestamp": null } }],
		["a missing signature", { headers: { "x-slack-signature": null } }],
		["another version", { headers: { "x-slack-signature": SIGNATURE.replace("v0=", "v1=") } }],
		["upper-case hex", { headers: { "x-slack-signature": SIGNATURE.toUpperCase().replace("V0", "v0") } }],
		["a short signature", { headers: { "x-slack-signature": SIGNATURE.slice(0, -2) } }],
		["one changed byte of the body", { body: BODY.replace("foobar", "foobaz") }],
		["a body that was decoded and encoded again", { body: decodeURIComponent(BODY) }],
		["another secret", { secrets: ["another-secret"] }],
		["no secret at all", { secrets: [] }],
	])("refuses %s", async (_, changes) => {
		expect(await verify(changes)).toBe(false);
	});
});
