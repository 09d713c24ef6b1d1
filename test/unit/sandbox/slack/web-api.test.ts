import { describe, expect, test } from "vitest";
import { ALEX, ALL_SCOPES, createRig, SUPPORT } from "./support.ts";

const ESCALATIONS = "C0ESCAL001";
const VIP = "C0VIP00001";

describe("tokens and scopes", () => {
	test("tell no token from a wrong one", async () => {
		const rig = createRig();
		const none = await rig.slack.fetch(new Request("https://slack.com/api/auth.test", { method: "POST" }));
		expect(await none.json()).toEqual({ ok: false, error: "not_authed" });
		expect((await rig.call("auth.test", {}, "xoxb-1")).body).toEqual({ ok: false, error: "invalid_auth" });
	});

	test("say which scope is missing and which are there", async () => {
		const rig = createRig();
		await rig.install({ scopes: ["commands", "channels:read"] });
		expect((await rig.call("users.info", { user: ALEX.userId })).body).toEqual({
			ok: false,
			error: "missing_scope",
			needed: "users:read",
			provided: "commands,channels:read",
		});
		const types = "public_channel,private_channel";
		expect((await rig.call("conversations.list", { types })).body.needed).toBe("groups:read");
	});

	test("hide e-mail addresses without their scope, and the locale unless asked", async () => {
		const rig = createRig();
		await rig.install({ scopes: ["users:read"] });
		const { body } = await rig.call("users.info", { user: "U0KENJI001" });
		expect(body.user.profile.email).toBeUndefined();
		expect(body.user.locale).toBeUndefined();
		const asked = await rig.call("users.info", { user: "U0KENJI001", include_locale: "true" });
		expect(asked.body.user.locale).toBe("ja-JP");
	});

	test("name the granted scopes in a header", async () => {
		const rig = createRig();
		await rig.install({ scopes: ["commands", "team:read"] });
		const { headers } = await rig.call("team.info");
		expect(headers.get("x-oauth-scopes")).toBe("commands,team:read");
	});
});

describe("rate limits", () => {
	test("hold per method and tier, say when to come back, and end with the minute", async () => {
		const rig = createRig();
		await rig.install();
		for (let n = 0; n < 20; n++) expect((await rig.call("conversations.list")).status).toBe(200);
		rig.clock.advance(10_000);
		const refused = await rig.call("conversations.list");
		expect(refused.status).toBe(429);
		expect(refused.body).toEqual({ ok: false, error: "ratelimited" });
		expect(refused.headers.get("retry-after")).toBe("50");
		expect((await rig.call("team.info")).status).toBe(200);
		rig.clock.advance(50_001);
		expect((await rig.call("conversations.list")).status).toBe(200);
	});

	test("let one message a second into a channel after a short burst", async () => {
		const rig = createRig();
		await rig.install({ scopes: [...ALL_SCOPES, "chat:write.public"] });
		const post = () => rig.call("chat.postMessage", { channel: SUPPORT, text: "x" });
		for (let n = 0; n < 3; n++) expect((await post()).status).toBe(200);
		expect((await post()).status).toBe(429);
		expect((await rig.call("chat.postMessage", { channel: ESCALATIONS, text: "x" })).status).toBe(200);
		rig.clock.advance(1000);
		expect((await post()).status).toBe(200);
		expect((await post()).status).toBe(429);
	});
});

describe("posting", () => {
	test("a private channel without the bot doesn't exist for the app", async () => {
		const rig = createRig();
		await rig.install();
		const args = { channel: VIP, text: "x" };
		expect((await rig.call("chat.postMessage", args)).body).toEqual({
			ok: false,
			error: "channel_not_found",
		});
		expect((await rig.call("conversations.info", { channel: VIP })).body.error).toBe("channel_not_found");
		await rig.slack.inviteBot({ ...ALEX, channelId: VIP });
		expect((await rig.call("chat.postMessage", args)).body.ok).toBe(true);
		expect((await rig.call("conversations.info", { channel: VIP })).body.channel.is_member).toBe(true);
	});

	test("an archived channel, an empty message and a too long block are refused", async () => {
		const rig = createRig();
		await rig.install({ scopes: [...ALL_SCOPES, "chat:write.public"] });
		const post = (args: Record<string, string>) => rig.call("chat.postMessage", args);
		expect((await post({ channel: "C0LAUNCH24", text: "x" })).body.error).toBe("is_archived");
		expect((await post({ channel: SUPPORT })).body.error).toBe("no_text");
		const blocks = (text: string) => JSON.stringify([{ type: "section", text: { type: "mrkdwn", text } }]);
		const long = await post({ channel: SUPPORT, blocks: blocks("x".repeat(3001)) });
		expect(long.body).toMatchObject({ ok: false, error: "invalid_blocks" });
		expect(long.body.errors[0]).toContain("/blocks/0/text/text");
		expect((await post({ channel: SUPPORT, blocks: blocks("") })).body.error).toBe("invalid_blocks");
		expect((await post({ channel: SUPPORT, blocks: "{" })).body.error).toBe("invalid_blocks_format");
		expect((await post({ channel: SUPPORT, blocks: blocks("fine") })).body.ok).toBe(true);
	});

	test("edits and deletes the app's own messages only", async () => {
		const rig = createRig();
		await rig.install({ scopes: [...ALL_SCOPES, "chat:write.public"] });
		const { body } = await rig.call("chat.postMessage", { channel: SUPPORT, text: "one" });
		const edited = await rig.call("chat.update", { channel: SUPPORT, ts: body.ts, text: "two" });
		expect(edited.body).toMatchObject({ ok: true, text: "two" });
		const theirs = await rig.slack.say({ ...ALEX, channelId: SUPPORT, text: "mine" });
		const refused = await rig.call("chat.update", { channel: SUPPORT, ts: theirs.ts, text: "x" });
		expect(refused.body.error).toBe("cant_update_message");
		expect((await rig.call("chat.delete", { channel: SUPPORT, ts: body.ts })).body.ok).toBe(true);
		const gone = await rig.call("chat.update", { channel: SUPPORT, ts: body.ts, text: "x" });
		expect(gone.body.error).toBe("message_not_found");
	});

	test("an ephemeral message needs the person in the channel", async () => {
		const rig = createRig();
		await rig.install();
		const args = { channel: ESCALATIONS, text: "psst" };
		const refused = await rig.call("chat.postEphemeral", { ...args, user: "U0SAM00001" });
		expect(refused.body.error).toBe("user_not_in_channel");
		expect((await rig.call("chat.postEphemeral", { ...args, user: ALEX.userId })).body.ok).toBe(true);
		const texts = (viewer: string) =>
			rig.slack.messages(ALEX.teamId, ESCALATIONS, viewer).map(({ text }) => text);
		expect(texts(ALEX.userId)).toContain("psst");
		expect(texts("U0MINA0001")).not.toContain("psst");
	});

	test("reaches a person in their DM with the app", async () => {
		const rig = createRig();
		await rig.install();
		const { body } = await rig.call("conversations.open", { users: ALEX.userId });
		expect(body.channel.id).toMatch(/^D/);
		await rig.call("chat.postMessage", { channel: body.channel.id, text: "hello" });
		const shown = rig.slack.messages(ALEX.teamId, body.channel.id, ALEX.userId);
		expect(shown.map(({ text }) => text)).toEqual(["hello"]);
		expect(rig.slack.messages(ALEX.teamId, body.channel.id, "U0MINA0001")).toEqual([]);
	});
});

describe("links", () => {
	const url = "https://acme.zendesk.com/agent/tickets/1042";
	const card = { blocks: [{ type: "section", text: { type: "mrkdwn", text: "#1042" } }] };

	test("are told to an app with the scope and get its card", async () => {
		const rig = createRig();
		await rig.install({ scopes: [...ALL_SCOPES, "links:read", "links:write"] });
		const said = await rig.slack.say({ ...ALEX, channelId: SUPPORT, text: `See ${url} please` });
		const { event } = JSON.parse(rig.received.at(-1)?.body ?? "{}");
		expect(event).toMatchObject({
			type: "link_shared",
			channel: SUPPORT,
			message_ts: said.ts,
			links: [{ domain: "acme.zendesk.com", url }],
		});
		const unfurls = JSON.stringify({ [url]: card });
		const args = { unfurl_id: event.unfurl_id, source: event.source, unfurls };
		expect((await rig.call("chat.unfurl", args)).body).toEqual({ ok: true });
		const shown = rig.slack.messages(ALEX.teamId, SUPPORT, ALEX.userId).at(-1);
		expect(shown?.unfurls).toEqual([{ url, ...card }]);
		const other = JSON.stringify({ "https://acme.zendesk.com/agent/tickets/7": card });
		const refused = await rig.call("chat.unfurl", { channel: SUPPORT, ts: said.ts, unfurls: other });
		expect(refused.body.error).toBe("cannot_unfurl_url");
	});

	test("are not told to an app without the scope", async () => {
		const rig = createRig();
		await rig.install();
		await rig.slack.say({ ...ALEX, channelId: SUPPORT, text: url });
		expect(rig.received).toEqual([]);
	});
});

describe("lists", () => {
	test("page through channels by an opaque cursor", async () => {
		const rig = createRig();
		await rig.install();
		const seen: string[] = [];
		let cursor = "";
		do {
			const { body } = await rig.call("conversations.list", { limit: "2", ...(cursor ? { cursor } : {}) });
			seen.push(...body.channels.map(({ name }: { name: string }) => name));
			cursor = body.response_metadata.next_cursor;
		} while (cursor);
		expect(seen).toEqual(["general", "support", "billing", "japan", "launch-2024", "ext-globex"]);
		expect((await rig.call("conversations.list", { cursor: "nonsense" })).body.error).toBe("invalid_cursor");
	});

	test("find a person by e-mail, or say that there is none", async () => {
		const rig = createRig();
		await rig.install();
		const found = await rig.call("users.lookupByEmail", { email: "Alex@Acme.example" });
		expect(found.body.user.id).toBe(ALEX.userId);
		const none = await rig.call("users.lookupByEmail", { email: "nobody@acme.example" });
		expect(none.body.error).toBe("users_not_found");
	});
});

describe("arguments", () => {
	test("in JSON are not seen by a method that takes none", async () => {
		const rig = createRig();
		const token = await rig.install();
		const response = await rig.slack.fetch(
			new Request("https://slack.com/api/users.info", {
				method: "POST",
				headers: { authorization: `Bearer ${token}`, "content-type": "application/json; charset=utf-8" },
				body: JSON.stringify({ user: ALEX.userId }),
			}),
		);
		expect(await response.json()).toMatchObject({ ok: false, error: "invalid_arguments" });
	});

	test("of an unknown method are refused as such", async () => {
		const rig = createRig();
		await rig.install();
		expect((await rig.call("chat.shout", {})).body.error).toBe("unknown_method");
	});
});
