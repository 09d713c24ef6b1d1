import { beforeAll, describe, expect, test } from "vitest";
import type { SimMessage } from "../../sandbox/vendors/slack-simulator.ts";
import {
	type Action,
	MORE_ACTION_ID,
	toActionId,
	toActionValue,
	toOptionValue,
} from "../../src/slack/actions.ts";
import { readTicket } from "../support/desk-tickets.ts";
import { createForms } from "../support/forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, type Person } from "../support/slack-story.ts";
import { DESKS, type StoryDesk } from "../support/story-desks.ts";

const sandbox = useSandbox("public-cards", BOOTED);
const story = createStory(sandbox);

beforeAll(async () => {
	for (const { channel } of DESKS) await story.signIn(story.person("alex", channel));
});

type TicketKind = Extract<Action, { ticketId: string }>["kind"];
const FORMS = ["reply", "comment", "status", "assign"] as const;
const MENU = ["priority", "tags", "move", "refresh"] as const;

describe.each(DESKS)("a card of $name that a whole channel reads", (desk) => {
	const alex = story.person("alex", desk.channel);
	const sam = story.person("sam", desk.channel);
	const forms = createForms(sandbox, alex, desk.channel);
	let deskId = "";
	let ticketId = "";
	let card: SimMessage;

	beforeAll(async () => {
		const database = await sandbox().database();
		const provider = desk.vendor;
		const row = await database.prepare("select id from desks where provider = ?1").bind(provider).first("id");
		deskId = String(row);
		ticketId = desk.url(sandbox(), "1042").split("/").at(-1) ?? "";
		card = await post(desk, { deskId, ticketId });
	});

	const asRead = () => {
		const { teamId, userId } = sam;
		const messages = sandbox().slack.messages(teamId, desk.channel, userId);
		return messages.find(({ ts }) => ts === card.ts);
	};

	test.each([...FORMS, "priority", "tags", "move"] as const)(
		"%s opens its form for whoever presses, and the card stays as it is",
		async (kind) => {
			const form = await forms.open(() => press(alex, card, kind));
			expect(form.name).toBe(kind);
			expect(form.view.private_metadata).not.toContain('"card"');
			await forms.closeAll();
			expect(asRead()).toEqual(card);
		},
	);

	test("what is written from it reaches the ticket, and the card stays for everybody", async () => {
		const form = await forms.open(() => press(alex, card, "comment"));
		const done = await forms.send(form, { Comment: "Written from the channel." });
		expect(done.name).toBe("done");
		await forms.closeAll();
		expect(readTicket(sandbox(), desk, "1042").messages.at(-1)?.text).toContain("Written from the channel.");
		expect(asRead()).toEqual(card);
	});

	test.each(["show", "refresh", "run"] as const)(
		"%s answers below it, to whoever presses alone",
		async (kind) => {
			const { teamId, userId } = alex;
			const seen = new Set(alex.sees().map(({ ts }) => ts));
			await press(alex, card, kind);
			const answer = await alex.until(
				card,
				({ ts, ephemeralFor }) => !seen.has(ts) && ephemeralFor === userId,
			);
			expect(answer.says).toContain(desk.subject);
			expect(asRead()).toEqual(card);
			const others = sandbox().slack.messages(teamId, desk.channel, sam.userId);
			expect(others.some(({ ts }) => ts === answer.ts)).toBe(false);
		},
	);

	test("a late answer comes below it too", async () => {
		sandbox().faults.add({ vendor: desk.vendor, delayMs: 3_000 });
		await press(alex, card, "refresh");
		const answer = await alex.until(
			card,
			({ says }) => says.includes(desk.subject) && says.includes("Requester"),
		);
		sandbox().faults.clear();
		expect(answer.ephemeralFor).toBe(alex.userId);
		expect(asRead()).toEqual(card);
	});

	test.each([...FORMS, ...MENU, "show", "run"] as const)(
		"%s asks somebody who has not signed in to, without a word to the channel",
		async (kind) => {
			const seen = new Set(sam.sees().map(({ ts }) => ts));
			await press(sam, card, kind);
			const answer = await sam.until(
				card,
				({ ts, ephemeralFor }) => !seen.has(ts) && ephemeralFor === sam.userId,
			);
			expect(answer.says).toContain("Sign in to *Acme Support*");
			expect(answer.url).toContain("/link?t=");
			const others = alex.sees();
			expect(others.some(({ ts }) => ts === answer.ts)).toBe(false);
			expect(asRead()).toEqual(card);
		},
	);

	test("share puts another one before the channel", async () => {
		const before = alex.sees().filter(({ ephemeralFor }) => ephemeralFor === null).length;
		await press(alex, card, "share");
		await sandbox().idle();
		expect(alex.sees().filter(({ ephemeralFor }) => ephemeralFor === null)).toHaveLength(before + 1);
		expect(asRead()).toEqual(card);
	});
});

/** A message of the app with every button there is, as everybody in the channel has it. */
async function post(desk: StoryDesk, ticket: { deskId: string; ticketId: string }): Promise<SimMessage> {
	const button = (action: Action) => ({
		type: "button",
		action_id: toActionId(action.kind),
		text: { type: "plain_text", text: action.kind },
		value: toActionValue(action) ?? "",
	});
	const ofTicket = (kind: TicketKind) => button({ kind, ...ticket });
	const list = { verb: "search", words: desk.subject } as const;
	const elements = [
		...FORMS.map(ofTicket),
		ofTicket("show"),
		ofTicket("share"),
		button({ kind: "run", deskId: ticket.deskId, command: list, cursor: null, from: 1 }),
		{
			type: "overflow",
			action_id: MORE_ACTION_ID,
			options: MENU.map((kind) => ({
				text: { type: "plain_text", text: kind },
				value: toOptionValue({ kind, ...ticket }),
			})),
		},
	];
	const blocks = [
		{ type: "section", text: { type: "plain_text", text: "Mina closed #1042" } },
		{ type: "actions", block_id: "buttons", elements },
	];
	const ts = await say(desk.channel, blocks);
	const { teamId, userId } = story.person("sam", desk.channel);
	const posted = sandbox()
		.slack.messages(teamId, desk.channel, userId)
		.find((message) => message.ts === ts);
	if (!posted) throw new Error("not posted");
	return structuredClone(posted);
}

/** As the app's bot, whichever of the tokens handed out is this team's of today. */
async function say(channel: string, blocks: object[]): Promise<string> {
	const { slack } = sandbox();
	const body = new URLSearchParams({ channel, text: "Mina closed #1042", blocks: JSON.stringify(blocks) });
	for (const token of slack.issuedTokens().filter((one) => one.startsWith("xoxb-"))) {
		const headers = { authorization: `Bearer ${token}` };
		const request = new Request("https://slack.com/api/chat.postMessage", { method: "POST", headers, body });
		const { ts } = (await (await slack.fetch(request)).json()) as { ts?: string };
		if (ts) return ts;
	}
	throw new Error("no token posts there");
}

async function press({ teamId, userId }: Person, card: SimMessage, kind: Action["kind"]): Promise<void> {
	const source = { kind: "message", channelId: card.channelId, ts: card.ts } as const;
	const input = { teamId, userId, source, blockId: "buttons" };
	const element = card.blocks[1] as { elements: { action_id: string; options?: { value: string }[] }[] };
	const option = element.elements
		.flatMap(({ options = [] }) => options)
		.find(({ value }) => value.startsWith(`${kind}:`));
	const sent = option
		? await sandbox().slack.act({ ...input, actionId: MORE_ACTION_ID, value: option.value })
		: await sandbox().slack.act({ ...input, actionId: toActionId(kind) });
	expect(sent).toMatchObject({ status: 200, error: null });
}
