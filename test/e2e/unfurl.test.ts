import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SimMessage } from "../../sandbox/vendors/slack-simulator.ts";
import { problemsOf } from "../support/block-kit.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { readBlocks } from "../support/shown.ts";
import { createStory, type Person, waitFor, ZENDESK_CHANNEL } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("unfurl", BOOTED);
const story = createStory(sandbox);

const EXTERNAL_CHANNEL = "C0GLOBEX01";
const PRIVATE_CHANNEL = "C0VIP00001";

const alex = story.person("alex", ZENDESK_CHANNEL);
const mina = story.person("mina", ZENDESK_CHANNEL);
const priya = story.person("priya", ZENDESK_CHANNEL);
const sam = story.person("sam", ZENDESK_CHANNEL);

beforeAll(async () => {
	for (const { channel } of DESKS) {
		await story.signIn(story.person("alex", channel));
		await story.signIn(story.person("priya", channel));
	}
});

beforeEach(() => sandbox().faults.clear());

function say(person: Person, channelId: string, text: string): Promise<SimMessage> {
	const { teamId, userId } = person;
	return sandbox().slack.say({ teamId, userId, channelId, text });
}

/** The message with its cards, as somebody else reads it. */
function read(reader: Person, { channelId, ts }: SimMessage): SimMessage {
	const messages = sandbox().slack.messages(reader.teamId, channelId, reader.userId);
	const found = messages.find((message) => message.ts === ts);
	if (!found) throw new Error("the message is gone");
	return found;
}

function cardsOf(reader: Person, message: SimMessage, count = 1): Promise<{ url: string; says: string }[]> {
	return waitFor(sandbox(), () => {
		const { unfurls = [] } = read(reader, message);
		if (unfurls.length < count) return undefined;
		return unfurls.map(({ url, blocks }) => {
			expect(problemsOf({ text: "…", blocks: blocks as object[] })).toEqual([]);
			return { url, says: readBlocks(blocks).says };
		});
	});
}

interface Unfurled {
	ts: string | null;
	authUrl: string | null;
	urls: string[];
}

/** What the app asked of Slack about links so far. */
function unfurled(): Unfurled[] {
	return sandbox()
		.traffic()
		.filter(({ url }) => url.endsWith("/api/chat.unfurl"))
		.map(({ requestBody }) => {
			const args = new URLSearchParams(requestBody ?? "");
			const unfurls = JSON.parse(args.get("unfurls") ?? "{}") as Record<string, unknown>;
			return { ts: args.get("ts"), authUrl: args.get("user_auth_url"), urls: Object.keys(unfurls) };
		});
}

/** A later message has its card by now, and this one has none. */
async function expectNothing(message: Pick<SimMessage, "ts">): Promise<void> {
	const later = await say(mina, ZENDESK_CHANNEL, DESKS[0]?.url(sandbox(), "1042") ?? "");
	await cardsOf(alex, later);
	await sandbox().idle();
	expect(unfurled().filter(({ ts }) => ts === message.ts)).toEqual([]);
}

describe.each(DESKS)("a link to a ticket of $name", (desk) => {
	test("becomes a small card that everybody in the channel reads", async () => {
		const url = desk.url(sandbox(), "1042");
		const message = await say(alex, desk.channel, `Could somebody look at ${url} please?`);
		const [card] = await cardsOf(sam, message);
		expect(card?.url).toBe(url);
		expect(card?.says).toContain(`#1042  ${desk.subject}`);
		expect(card?.says).toMatch(/(Open|未対応|オープン)/);
		expect(card?.says).not.toContain(desk.lastMessage);
	});

	test("is in the workspace's language, whoever posts it", async () => {
		const url = desk.url(sandbox(), "1042");
		const byAlex = await cardsOf(sam, await say(alex, desk.channel, url));
		const byMina = await cardsOf(sam, await say(mina, desk.channel, url));
		expect(byMina[0]?.says).toBe(byAlex[0]?.says);
	});

	test("stays a link when its author may not see the ticket", async () => {
		await expectNothing(await say(priya, desk.channel, desk.url(sandbox(), "1042")));
	});

	test("stays a link when it is of somebody else's desk", async () => {
		await expectNothing(await say(alex, desk.channel, desk.foreignUrl));
	});

	test("asks an author who has not signed in, and nobody else", async () => {
		const message = await say(sam, desk.channel, desk.url(sandbox(), "1042"));
		const asked = await until("the prompt", 5_000, () => unfurled().find(({ ts }) => ts === message.ts));
		expect(asked.urls).toEqual([]);
		expect(asked.authUrl).toContain("/link?t=");
		expect(read(alex, message).unfurls ?? []).toEqual([]);
		expect(sam.sees().filter(({ ts }) => ts > message.ts)).toEqual([]);
	});

	test("that can't be read just now stays a link", async () => {
		sandbox().faults.add({ vendor: desk.vendor, status: 503, times: 2 });
		const message = await say(alex, desk.channel, desk.url(sandbox(), "1042"));
		await until("the desk was asked", 5_000, () => sandbox().faults.pending().length === 0);
		sandbox().faults.clear();
		await expectNothing(message);
	});

	test("is shown to whoever asks for it on the card, with their own rights", async () => {
		const message = await say(alex, desk.channel, desk.url(sandbox(), "1042"));
		await cardsOf(priya, message);
		const card = read(priya, message).unfurls?.[0];
		const show = JSON.parse(JSON.stringify(card?.blocks)).at(-1) as {
			block_id: string;
			elements: { action_id: string }[];
		};
		const asker = story.person("priya", desk.channel);
		const { teamId, userId } = asker;
		const source = { kind: "message", channelId: desk.channel, ts: message.ts } as const;
		const actionId = show.elements[0]?.action_id ?? "";
		const sent = await sandbox().slack.act({ teamId, userId, source, blockId: show.block_id, actionId });
		expect(sent).toMatchObject({ status: 200, error: null });
		const answer = await asker.until(message, ({ ephemeralFor }) => ephemeralFor !== null);
		expect(answer.ephemeralFor).toBe(priya.userId);
		expect(answer.says).not.toContain(desk.subject);
		expect(read(alex, message).unfurls).toHaveLength(1);
	});
});

test("several links become several cards, five at most", async () => {
	const [desk] = DESKS;
	const urls = ["1042", "1020", "1035", "1038", "1044", "1047"].map(
		(number) => desk?.url(sandbox(), number) ?? "",
	);
	const message = await say(mina, ZENDESK_CHANNEL, urls.join(" "));
	const cards = await cardsOf(sam, message, 5);
	expect(cards.map(({ url }) => url)).toEqual(urls.slice(0, 5));
	expect(cards.map(({ says }) => says).join()).not.toMatch(/<!(channel|here|everyone)>|<@U/);
});

test("nothing is shown where another company reads along", async () => {
	const [desk] = DESKS;
	await expectNothing(await say(alex, EXTERNAL_CHANNEL, desk?.url(sandbox(), "1042") ?? ""));
});

test("nobody is asked to sign in where another company reads along", async () => {
	const [desk] = DESKS;
	await expectNothing(await say(sam, EXTERNAL_CHANNEL, desk?.url(sandbox(), "1042") ?? ""));
});

test("a private channel without the bot has its cards too", async () => {
	const [desk] = DESKS;
	const message = await say(alex, PRIVATE_CHANNEL, desk?.url(sandbox(), "1042") ?? "");
	expect(await cardsOf(mina, message)).toHaveLength(1);
});

test("an event that says nothing of other companies is not trusted to mean none", async () => {
	const [desk] = DESKS;
	const url = desk?.url(sandbox(), "1042") ?? "";
	const message = await say(alex, "C0GENERAL1", "later");
	const body = (channel: string, eventId: string) =>
		JSON.stringify({
			type: "event_callback",
			team_id: alex.teamId,
			api_app_id: "A0DESK0001",
			event_id: eventId,
			authorizations: [{ team_id: alex.teamId }],
			event: {
				type: "link_shared",
				user: alex.userId,
				channel,
				message_ts: message.ts,
				links: [{ domain: "acme.zendesk.com", url }],
			},
		});
	const send = (text: string) =>
		sandbox().slack.sendSigned("/slack/events", text, { contentType: "application/json" });
	const asked = unfurled().length;
	for (const channel of [EXTERNAL_CHANNEL, PRIVATE_CHANNEL]) {
		expect((await send(body(channel, `EvUnfurl${channel}`))).status).toBe(200);
	}
	expect((await send(body("C0GENERAL1", "EvUnfurlGeneral"))).status).toBe(200);
	await until("the channel that can be seen", 5_000, () => unfurled().length > asked);
	await sandbox().idle();
	expect(unfurled()).toHaveLength(asked + 1);
});

test("while it is typed nothing is shown: nobody knows who will read it", async () => {
	const [desk] = DESKS;
	const url = desk?.url(sandbox(), "1042") ?? "";
	const event = {
		type: "link_shared",
		user: alex.userId,
		channel: "COMPOSER",
		message_ts: "typing-1",
		unfurl_id: "typing-1",
		source: "composer",
		links: [{ domain: "acme.zendesk.com", url }],
	};
	expect(await sandbox().slack.sendEvent(alex.teamId, event)).toMatchObject({ status: 200 });
	await expectNothing({ ts: "typing-1" });
});

test("a workspace that was switched off has no cards", async () => {
	const [desk, other] = DESKS;
	const database = await sandbox().database();
	const set = (state: string) =>
		database
			.prepare(
				"update workspaces set state = ?1 where desk_id in (select id from desks where provider = 'zoho')",
			)
			.bind(state)
			.run();
	await set("disabled");
	const url = other?.url(sandbox(), "1042") ?? "";
	await expectNothing(await say(alex, desk?.channel ?? "", url));
	await set("active");
});
