import { afterEach, describe, expect, test } from "vitest";
import { createHome } from "../support/app-home.ts";
import { readTicket } from "../support/desk-tickets.ts";
import { createForms } from "../support/forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("home", BOOTED);
const story = createStory(sandbox);
const [ZENDESK, ZOHO] = DESKS as [(typeof DESKS)[number], (typeof DESKS)[number]];

afterEach(() => sandbox().faults.clear());

/** Somebody with their Home and what opens over it. */
function at(key: string, channel: string = ZENDESK_CHANNEL) {
	const person = story.person(key, channel);
	return { person, home: createHome(sandbox, person), forms: createForms(sandbox, person, channel) };
}

describe("somebody who has not signed in", () => {
	const sam = at("sam");

	test("reads what this is, and finds a way to sign in to each desk", async () => {
		const home = await sam.home.open();
		expect(home.says).toContain("Deskbridge puts your help desk into Slack");
		expect(home.buttons).toEqual(["Sign in to Zendesk", "Sign in to Zoho Desk"]);
		expect(home.boxes).toEqual([]);
	});

	test("nothing is asked of a desk for them", async () => {
		const before = sandbox().traffic().length;
		await sam.home.open();
		const hosts = sandbox()
			.traffic()
			.slice(before)
			.map(({ url }) => new URL(url).host);
		expect(new Set(hosts)).toEqual(new Set(["slack.com"]));
	});
});

describe("signing in from Home", () => {
	const alex = at("alex");

	test("opens the way there over Home, and Home has the tickets when they are back", async () => {
		const home = await alex.home.open();
		const modal = await alex.forms.open(() => alex.home.click(home, "Sign in to Zendesk"));
		expect(modal.title).toBe("Acme Support");
		expect(modal.says).toContain("Sign in to *Acme Support* to see its tickets here");
		await alex.person.signIn({ says: modal.says, url: linkOf(modal.view) });
		await sandbox().idle();
		const after = alex.home.now();
		expect(after?.says).toContain("#1042");
		expect(after?.says).toContain("Signed in to *Acme Support* as Alex Berg");
		expect(after?.buttons).toContain("Sign in to Zoho Desk");
	});

	test("the same after /desk connect", async () => {
		await story.signIn(story.person("alex", ZOHO_CHANNEL));
		await sandbox().idle();
		const home = alex.home.now();
		expect(home?.buttons).not.toContain("Sign in to Zoho Desk");
		expect(home?.says).toContain(ZOHO.subject);
	});
});

describe("somebody who has signed in", () => {
	const alex = at("alex");

	test("a ticket opens over Home, and can be commented on from there", async () => {
		const home = await alex.home.open();
		const ticket = await alex.forms.open(() => alex.home.click(home, "Show", ZENDESK.subject));
		expect(ticket.name).toBe("answer");
		expect(ticket.says).toContain(ZENDESK.subject);
		expect(ticket.buttons).toContain("Internal comment");
		expect(ticket.buttons).not.toContain("Share to channel");

		const form = await alex.forms.press(ticket, "Internal comment");
		expect(alex.forms.depth()).toBe(2);
		await alex.forms.send(form, { Comment: "Seen from Home." });
		expect(readTicket(sandbox(), ZENDESK, "1042").messages.at(-1)?.text).toContain("Seen from Home.");
		await alex.forms.closeAll();
	});

	test("a ticket over Home is brought up to date in its place", async () => {
		const home = await alex.home.open();
		const ticket = await alex.forms.open(() => alex.home.click(home, "Show", ZENDESK.subject));
		sandbox().zendesk.actAsCustomer({ ticketId: 1042, text: "Is there any news?" });
		const { view } = ticket;
		const [more] = elementsWith(view, "more");
		const { teamId, userId } = alex.person;
		const source = { kind: "view", viewId: ticket.id } as const;
		const value = more?.options.find((one) => one.startsWith("refresh:")) ?? "";
		await sandbox().slack.act({ teamId, userId, source, ...pick(more), value });
		const fresh = await until("the ticket as it is now", 5_000, () => {
			const top = alex.forms.top();
			return top?.says.includes("> Is there any news?") && top;
		});
		expect(fresh.id).toBe(ticket.id);
	});

	test("a new ticket is written over Home", async () => {
		const home = await alex.home.open();
		const form = await alex.forms.open(() => alex.home.click(home, "New ticket"));
		expect(form.name).toBe("create");
		await alex.forms.closeAll();
	});

	test("what comes as a direct message is chosen per event, and stays chosen", async () => {
		const home = await alex.home.open();
		expect(home.ticked).toEqual(home.boxes);
		expect(home.ticked.filter((name) => name === "Escalated")).toHaveLength(1);
		const off = await alex.home.toggle(home, "Closed");
		expect(off.ticked).not.toEqual(off.boxes);
		const both = await alex.home.toggle(off, "Rating");
		const again = await alex.home.open();
		expect(again.ticked).toEqual(both.ticked);
		const missing = again.boxes.filter((name) => name === "Closed" || name === "Rating").length;
		// One desk's choice leaves the other's alone.
		expect(missing).toBe(4);
		expect(again.ticked).toHaveLength(again.boxes.length - 2);
		const on = await alex.home.toggle(again, "Closed");
		expect(on.ticked).toHaveLength(on.boxes.length - 1);
	});

	test("quiet hours are in the person's own zone, and survive opening Home again", async () => {
		const none = await alex.home.open();
		const on = await alex.home.press(none, "Set quiet hours");
		expect(on.times).toEqual({ From: "20:00", To: "08:00" });
		expect(on.says).toContain("America/Chicago");
		await alex.home.setTime(on, "From", "21:30");
		const again = await alex.home.open();
		expect(again.times).toEqual({ From: "21:30", To: "08:00" });
		const off = await alex.home.press(again, "No quiet hours");
		expect(off.times).toEqual({});
		expect((await alex.home.open()).times).toEqual({});
	});

	test("a desk that fails is said to, beside the other one", async () => {
		sandbox().faults.add({ vendor: "zendesk", status: 503, times: 10 });
		const home = await alex.home.open();
		expect(home.says).toContain("Zendesk is not answering, so your tickets aren't here.");
		expect(home.says).toContain(ZOHO.subject);
		sandbox().faults.clear();
		expect((await alex.home.press(home, "Read again")).says).toContain(ZENDESK.subject);
	});

	test("a desk that is slow keeps nobody waiting for the other one", async () => {
		sandbox().faults.add({ vendor: "zoho", delayMs: 8_000, times: 5 });
		const started = performance.now();
		const home = await alex.home.open();
		expect(performance.now() - started).toBeLessThan(7_000);
		expect(home.says).toContain("Zoho Desk is not answering");
		expect(home.says).toContain(ZENDESK.subject);
	});

	test("opening it is answered at once, however slow a desk is", async () => {
		sandbox().faults.add({ vendor: "zendesk", delayMs: 3_500, times: 5 });
		const { teamId, userId } = alex.person;
		const sent = await sandbox().slack.openHome({ teamId, userId });
		expect(sent).toMatchObject({ status: 200, error: null });
		expect(sent.durationMs).toBeLessThan(1_500);
		sandbox().faults.clear();
		await sandbox().idle();
	});

	test("signing out is drawn at once, and takes the settings along", async () => {
		const home = await alex.home.open();
		const out = await alex.home.press(home, "Sign out");
		expect(out.buttons).toContain("Sign in to Zendesk");
		await alex.person.signIn(await alex.person.type("connect"));
		await sandbox().idle();
		const fresh = await alex.home.open();
		expect(fresh.ticked).toEqual(fresh.boxes);
	});

	test("the messages tab draws nothing", async () => {
		const before = alex.home.now()?.hash;
		const { teamId, userId } = alex.person;
		const event = { type: "app_home_opened", user: userId, channel: `D${userId.slice(1)}`, tab: "messages" };
		expect(await sandbox().slack.sendEvent(teamId, event)).toMatchObject({ status: 200 });
		await sandbox().idle();
		expect(alex.home.now()?.hash).toBe(before);
	});

	test("the connecting administrator has it in Japanese, without signing in again", async () => {
		const mina = at("mina");
		const home = await mina.home.open();
		expect(home.says).toContain("ダイレクトメッセージ");
		expect(home.says).not.toMatch(/Direct messages|Signed in/);
		expect(home.buttons.join()).not.toContain("Sign");
		expect(home.boxes.length).toBeGreaterThan(20);
	});
});

function linkOf(view: Record<string, unknown>): string {
	const url = /"url":"([^"]+\/link\?t=[^"]+)"/.exec(JSON.stringify(view))?.[1];
	if (!url) throw new Error("no sign-in link");
	return url;
}

type Json = Record<string, unknown>;

function elementsWith(view: Json, actionId: string) {
	const blocks = view.blocks as Json[];
	return blocks.flatMap((block) =>
		((block.elements ?? []) as Json[])
			.filter((element) => element.action_id === actionId)
			.map((element) => ({
				blockId: String(block.block_id),
				actionId,
				options: ((element.options ?? []) as Json[]).map(({ value }) => String(value)),
			})),
	);
}

function pick(element: { blockId: string; actionId: string } | undefined) {
	return { blockId: element?.blockId ?? "", actionId: element?.actionId ?? "" };
}
