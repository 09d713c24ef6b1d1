import { describe, expect, test } from "vitest";
import { SLACK_APP } from "../../../../sandbox/seed/accounts.ts";
import { TEAM_ACME } from "../../../../sandbox/seed/people.ts";
import { createRig, ORIGIN, REDIRECT, SUPPORT } from "./support.ts";

const query = (more: Record<string, string> = {}) =>
	new URLSearchParams({
		client_id: SLACK_APP.clientId,
		scope: "commands,incoming-webhook",
		redirect_uri: REDIRECT,
		...more,
	});

/** The page for a person, or the one an app's address shows to somebody unknown. */
async function consent(rig: ReturnType<typeof createRig>, more: Record<string, string> = {}) {
	const address = "https://slack.com/oauth/v2/authorize";
	const request = more.person
		? new Request(address, { method: "POST", body: query(more) })
		: new Request(`${address}?${query(more)}`);
	return (await rig.slack.fetch(request)).text();
}

describe("installing", () => {
	test("answers token, team, bot and the chosen channel", async () => {
		const rig = createRig();
		const { body } = await rig.exchange(await rig.code());
		expect(body).toMatchObject({
			ok: true,
			token_type: "bot",
			app_id: SLACK_APP.appId,
			team: { id: TEAM_ACME, name: "Acme" },
			incoming_webhook: { channel: "#support", channel_id: SUPPORT },
		});
		expect(body.access_token).toMatch(/^xoxb-\d+-\d+-\w{24}$/);
	});

	test("does not make the bot a member of the channel", async () => {
		const rig = createRig();
		await rig.install();
		const { body } = await rig.call("conversations.info", { channel: SUPPORT });
		expect(body.channel.is_member).toBe(false);
		const post = await rig.call("chat.postMessage", { channel: SUPPORT, text: "hi" });
		expect(post.body).toEqual({ ok: false, error: "not_in_channel" });
	});

	test("gives a code that works once", async () => {
		const rig = createRig();
		const code = await rig.code();
		expect((await rig.exchange(code)).body.ok).toBe(true);
		expect((await rig.exchange(code)).body).toEqual({ ok: false, error: "invalid_code" });
	});

	test("refuses a code after ten minutes", async () => {
		const rig = createRig();
		const code = await rig.code();
		rig.clock.advance(10 * 60_000 + 1);
		expect((await rig.exchange(code)).body).toEqual({ ok: false, error: "invalid_code" });
	});

	test("refuses another redirect address, and another secret", async () => {
		const rig = createRig();
		const elsewhere = { redirect_uri: `${ORIGIN}/slack/elsewhere` };
		expect((await rig.exchange(await rig.code(), elsewhere)).body.error).toBe("bad_redirect_uri");
		const response = await rig.slack.fetch(
			new Request("https://slack.com/api/oauth.v2.access", {
				method: "POST",
				body: new URLSearchParams({ client_id: SLACK_APP.clientId, client_secret: "x", code: "y" }),
			}),
		);
		expect(await response.json()).toEqual({ ok: false, error: "bad_client_secret" });
	});

	test("shows an error page for an address that the app doesn't list", async () => {
		const rig = createRig();
		expect(await consent(rig, { redirect_uri: "https://evil.example/x" })).toContain("bad_redirect_uri");
		expect(await consent(rig, { client_id: "1.2" })).toContain("invalid_client_id");
		expect(await consent(rig, { scope: "commands,openid" })).toContain("invalid_scope");
	});

	test("offers private channels to their members only, and everybody their DM with the app", async () => {
		const rig = createRig();
		const alex = await consent(rig, { person: "U0ALEX0001" });
		expect(alex).toContain('value="C0VIP00001"');
		expect(alex).toContain('value="D0ALEX0001"');
		const sam = await consent(rig, { person: "U0SAM00001" });
		expect(sam).not.toContain('value="C0VIP00001"');
		expect(sam).not.toContain('value="D0ALEX0001"');
		expect(sam).not.toContain('value="C0LAUNCH24"');
	});

	test("refuses a second team while the app is not distributed", async () => {
		const rig = createRig();
		rig.slack.setDistributed(false);
		expect(await consent(rig, { person: "U0YUKI0001" })).toContain("invalid_team_for_non_distributed_app");
		expect(await consent(rig, { person: "U0MINA0001" })).toContain("Allow");
		rig.slack.setDistributed(true);
		expect(await consent(rig, { person: "U0YUKI0001" })).toContain("Allow");
	});

	test("returns a cancellation as access_denied with the state", async () => {
		const rig = createRig();
		const form = query({ state: "s1", person: "U0MINA0001", decision: "cancel" });
		const response = await rig.slack.fetch(
			new Request("https://slack.com/oauth/v2/authorize", { method: "POST", body: form }),
		);
		expect(response.headers.get("location")).toBe(`${REDIRECT}?error=access_denied&state=s1`);
	});

	test("keeps token and earlier scopes when installed again", async () => {
		const rig = createRig();
		const first = await rig.install({ scopes: ["commands", "chat:write"] });
		const { body } = await rig.exchange(await rig.code({ scopes: ["commands", "users:read"] }));
		expect(body.access_token).toBe(first);
		expect(body.scope).toBe("commands,chat:write,users:read");
	});
});

describe("signing in with Slack", () => {
	test("proves who somebody is by userInfo and by a signed token with the nonce", async () => {
		const rig = createRig();
		const redirect = `${ORIGIN}/slack/openid/callback`;
		const form = {
			client_id: SLACK_APP.clientId,
			scope: "openid email profile",
			response_type: "code",
			redirect_uri: redirect,
			nonce: "n-1",
			person: "U0YUKI0001",
			decision: "allow",
		};
		const back = await rig.slack.fetch(
			new Request("https://slack.com/openid/connect/authorize", {
				method: "POST",
				body: new URLSearchParams(form),
			}),
		);
		const code = new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
		const response = await rig.slack.fetch(
			new Request("https://slack.com/api/openid.connect.token", {
				method: "POST",
				body: new URLSearchParams({
					client_id: SLACK_APP.clientId,
					client_secret: SLACK_APP.clientSecret,
					code,
					redirect_uri: redirect,
				}),
			}),
		);
		const body = (await response.json()) as { access_token: string; id_token: string };
		const [head = "", payload = "", signature = ""] = body.id_token.split(".");
		expect(JSON.parse(atob(payload))).toMatchObject({ sub: "U0YUKI0001", nonce: "n-1" });
		const jwks = await rig.slack.fetch(new Request("https://slack.com/openid/connect/keys"));
		const { keys } = (await jwks.json()) as { keys: JsonWebKey[] };
		const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
		const key = await crypto.subtle.importKey("jwk", keys[0] ?? {}, algorithm, false, ["verify"]);
		const bytes = Buffer.from(signature, "base64url");
		const isSigned = await crypto.subtle.verify(
			algorithm.name,
			key,
			bytes,
			Buffer.from(`${head}.${payload}`),
		);
		expect(isSigned).toBe(true);
		const info = await rig.call("openid.connect.userInfo", {}, body.access_token);
		expect(info.body).toMatchObject({ ok: true, sub: "U0YUKI0001", email: "yuki@kita.example" });
	});
});
