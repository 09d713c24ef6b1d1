import { describe, expect, test } from "vitest";
import { ALEX, ALL_SCOPES, createRig, type Rig, SUPPORT } from "./support.ts";

const ESCALATIONS = "C0ESCAL001";
const VIP = "C0VIP00001";
const MINA = { teamId: ALEX.teamId, userId: "U0MINA0001" };

const eventsOf = (rig: Rig) => rig.received.map(({ body }) => JSON.parse(body).event);

async function useManifest(rig: Rig, manifest: object) {
	const url = new URL("https://api.slack.com/apps");
	url.searchParams.set("manifest_json", JSON.stringify(manifest));
	expect((await rig.slack.fetch(new Request(url))).status).toBe(200);
}

describe("the app is told", () => {
	test("when it is taken out of a channel, which then doesn't exist for it", async () => {
		const rig = createRig();
		await rig.install();
		await rig.slack.removeBot({ ...MINA, channelId: ESCALATIONS });
		expect(eventsOf(rig).map(({ type }) => type)).toEqual(["member_left_channel", "group_left"]);
		const post = await rig.call("chat.postMessage", { channel: ESCALATIONS, text: "x" });
		expect(post.body.error).toBe("channel_not_found");
	});

	test("when a channel is archived and opened again", async () => {
		const rig = createRig();
		await rig.install({ scopes: [...ALL_SCOPES, "chat:write.public"] });
		await rig.slack.setArchived({ ...MINA, channelId: SUPPORT, archived: true });
		const post = () => rig.call("chat.postMessage", { channel: SUPPORT, text: "x" });
		expect((await post()).body.error).toBe("is_archived");
		await rig.slack.setArchived({ ...MINA, channelId: SUPPORT, archived: false });
		expect((await post()).body.ok).toBe(true);
		expect(eventsOf(rig).map(({ type }) => type)).toEqual(["channel_archive", "channel_unarchive"]);
	});

	test("when a channel is renamed or deleted, as far as it sees it", async () => {
		const rig = createRig();
		await rig.install();
		await rig.slack.renameChannel({ ...MINA, channelId: SUPPORT, name: "help" });
		await rig.slack.renameChannel({ ...MINA, channelId: VIP, name: "secret" });
		await rig.slack.deleteChannel({ ...MINA, channelId: ESCALATIONS });
		expect(eventsOf(rig)).toMatchObject([
			{ type: "channel_rename", channel: { id: SUPPORT, name: "help" } },
			{ type: "group_deleted", channel: ESCALATIONS },
		]);
		const info = await rig.call("conversations.info", { channel: ESCALATIONS });
		expect(info.body.error).toBe("channel_not_found");
	});

	test("which tab a person opened, with the view only on the Home tab", async () => {
		const rig = createRig();
		await rig.install();
		await rig.call("views.publish", {
			user_id: ALEX.userId,
			view: JSON.stringify({ type: "home", blocks: [] }),
		});
		await rig.slack.openHome(ALEX);
		await rig.slack.openHome({ ...ALEX, tab: "messages" });
		const [home, messages] = eventsOf(rig);
		expect(home).toMatchObject({ type: "app_home_opened", tab: "home", view: { type: "home" } });
		expect(messages).toMatchObject({ type: "app_home_opened", tab: "messages" });
		expect(messages.view).toBeUndefined();
	});

	test("only what its manifest subscribes to", async () => {
		const rig = createRig();
		await rig.install();
		await useManifest(rig, { settings: { event_subscriptions: { bot_events: ["channel_rename"] } } });
		await rig.slack.openHome(ALEX);
		await rig.slack.renameChannel({ ...MINA, channelId: SUPPORT, name: "help" });
		await rig.slack.sendEvent(ALEX.teamId, { type: "anything" });
		expect(eventsOf(rig).map(({ type }) => type)).toEqual(["channel_rename", "anything"]);
	});
});

describe("the manifest decides", () => {
	test("whether there is a Home tab", async () => {
		const rig = createRig();
		await rig.install();
		await useManifest(rig, { features: { app_home: { home_tab_enabled: false } } });
		const view = JSON.stringify({ type: "home", blocks: [] });
		const published = await rig.call("views.publish", { user_id: ALEX.userId, view });
		expect(published.body.error).toBe("not_enabled");
	});

	test("whether the app may write DMs", async () => {
		const rig = createRig();
		await rig.install();
		await useManifest(rig, { features: { app_home: { messages_tab_enabled: false } } });
		const { body } = await rig.call("conversations.open", { users: ALEX.userId });
		const post = await rig.call("chat.postMessage", { channel: body.channel.id, text: "x" });
		expect(post.body.error).toBe("messages_tab_disabled");
	});

	test("whose links it is told of: a domain stands for what lies below it", async () => {
		const rig = createRig();
		await rig.install({ scopes: [...ALL_SCOPES, "links:read"] });
		await useManifest(rig, {
			features: { unfurl_domains: ["zendesk.com"] },
			settings: { event_subscriptions: { bot_events: ["link_shared"] } },
		});
		const text = "https://acme.zendesk.com/agent/tickets/1. https://notzendesk.com/2 https://desk.zoho.eu/3";
		await rig.slack.say({ ...ALEX, channelId: SUPPORT, text });
		expect(eventsOf(rig)[0].links).toEqual([
			{ domain: "acme.zendesk.com", url: "https://acme.zendesk.com/agent/tickets/1" },
		]);
	});
});

describe("links", () => {
	const url = "https://acme.zendesk.com/agent/tickets/1042";
	const unfurls = JSON.stringify({
		[url]: { blocks: [{ type: "section", text: { type: "mrkdwn", text: "#1042" } }] },
	});

	test("get no card before the app has answered the event", async () => {
		const rig = createRig();
		await rig.install({ scopes: [...ALL_SCOPES, "links:read", "links:write"] });
		let early = "";
		rig.answer(async (_, body) => {
			const { event } = JSON.parse(body);
			const { message_ts: ts, channel } = event;
			early = (await rig.call("chat.unfurl", { channel, ts, unfurls })).body.error;
			return new Response("");
		});
		const said = await rig.slack.say({ ...ALEX, channelId: SUPPORT, text: url });
		expect(early).toBe("cannot_unfurl_url");
		const late = await rig.call("chat.unfurl", { channel: SUPPORT, ts: said.ts, unfurls });
		expect(late.body).toEqual({ ok: true });
	});
});

describe("messages", () => {
	test("keep the metadata that they were posted or edited with", async () => {
		const rig = createRig();
		await rig.install({ scopes: [...ALL_SCOPES, "chat:write.public"] });
		const metadata = (n: number) => JSON.stringify({ event_type: "x", event_payload: { n } });
		const args = { channel: SUPPORT, text: "one" };
		const { body } = await rig.call("chat.postMessage", { ...args, metadata: metadata(1) });
		const shown = () => rig.slack.messages(ALEX.teamId, SUPPORT, ALEX.userId).at(-1)?.metadata;
		expect(shown()).toEqual({ event_type: "x", event_payload: { n: 1 } });
		await rig.call("chat.update", { ...args, ts: body.ts, metadata: metadata(2) });
		expect(shown()).toEqual({ event_type: "x", event_payload: { n: 2 } });
	});

	test("don't reach a person whose account is switched off", async () => {
		const rig = createRig();
		await rig.install();
		rig.slack.deactivateUser(ALEX);
		const { body } = await rig.call("conversations.open", { users: ALEX.userId });
		expect(body.error).toBe("user_disabled");
	});

	test("may come faster where a test lifts the limit", async () => {
		const rig = createRig();
		await rig.install({ scopes: [...ALL_SCOPES, "chat:write.public"] });
		rig.slack.setPostLimit(100);
		for (let n = 0; n < 50; n++) {
			const post = await rig.call("chat.postMessage", { channel: SUPPORT, text: "x" });
			expect(post.status).toBe(200);
		}
	});
});
