import { beforeAll, describe, expect, test } from "vitest";
import { ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { SPEAKERS } from "../support/acting-words.ts";
import { createForms } from "../support/forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../support/slack-story.ts";
import { DESKS, type StoryDesk } from "../support/story-desks.ts";

const sandbox = useSandbox("acting-insights", BOOTED);
const story = createStory(sandbox);

beforeAll(async () => {
	for (const { channel } of DESKS) await story.signIn(story.person("alex", channel));
});

/** An open ticket of Billing that is in this blueprint. */
function ticketIn(blueprint: string): string {
	const found = sandbox()
		.zoho.tickets()
		.find((ticket) => ticket.blueprint === blueprint && ticket.status !== "Closed");
	if (!found) throw new Error(`no ticket is in ${blueprint}`);
	return found.number;
}

describe.each(SPEAKERS)("a ticket in a blueprint of Zoho Desk, in $language", ({ key, words }) => {
	const person = story.person(key, ZOHO_CHANNEL);
	const forms = createForms(sandbox, person, ZOHO_CHANNEL);

	test("/desk transitions names its state, what can be done next, and by whom", async () => {
		const number = ticketIn("Refund flow");
		const answer = await person.type(`transitions ${number}`);
		expect(answer.says).toContain("Refund flow: *Under review*");
		expect(answer.says).toMatch(/Approve refund.*→ Approved/);
		expect(answer.says).toMatch(
			/Reject refund.*→ Rejected.*Priya Nair, Billing leads|Reject refund.*→ Rejected.*Priya Nair、Billing leads/,
		);
		expect(answer.says).not.toContain("Remind after two days");
		const own = answer.says.split("\n").find((line) => line.includes("Approve refund"));
		expect(/you may do this|自分が実行可能/.test(own ?? "")).toBe(key === "alex");
		expect(answer.says).toMatch(/can't be set by hand|直接変更できません/);
	});

	test("its status can't be set by hand: the form says what is allowed instead", async () => {
		const number = ticketIn("Refund flow");
		const card = await person.type(number);
		const before = sandbox().zoho.ticket(number).status;
		const form = await forms.open(() => person.press(card, words.buttons.status));
		const refused =
			form.name === "status"
				? await forms.send(form, { [words.status]: form.inputs[0]?.options.at(-1)?.text ?? "" })
				: form;
		expect(refused.name).toBe("not_possible");
		expect(refused.says).toMatch(/A blueprint leads this ticket|ブループリントに沿って進む/);
		expect(refused.says).toContain("Approve refund");
		expect(sandbox().zoho.ticket(number).status).toBe(before);
	});

	test("one without a blueprint says so", async () => {
		expect((await person.type("transitions 1042")).says).toMatch(
			/No blueprint leads|ブループリントはありません/,
		);
	});
});

describe.each(SPEAKERS)("what the desk knows, in $language", ({ key }) => {
	test.each(DESKS)("of $name: /desk stats counts as the desk does", async (desk) => {
		const person = story.person(key, desk.channel);
		const answer = await person.type("stats");
		expect(numberBelow(answer.says, /^\*(Open|未解決)\*$/)).toBe(
			unsolvedTickets(desk, key).filter(({ status }) => !ON_HOLD_AT_ZOHO.has(status)).length,
		);
		const unassigned = unsolvedTickets(desk, key).filter(({ assignee }) => !assignee);
		expect(numberBelow(answer.says, /^\*(Unassigned|未割り当て)\*$/)).toBe(unassigned.length);
		const list = await person.click(answer, /^(Show unassigned|未割り当てを表示)$/);
		expect(list.options.length).toBeGreaterThan(0);
	});

	test.each([
		{
			name: "Zendesk",
			channel: ZENDESK_CHANNEL,
			mail: "aya.mori@globex.example",
			who: "Aya Mori",
			of: "Globex KK",
		},
		{
			name: "Zoho Desk",
			channel: ZOHO_CHANNEL,
			mail: "laura@initech.example",
			who: "Laura Mendes",
			of: "Initech Logistics",
		},
	])(
		"of $name: /desk customer shows who they are and their open tickets",
		async ({ channel, mail, who, of }) => {
			const person = story.person(key, channel);
			const answer = await person.type(`customer ${mail}`);
			expect(answer.says).toContain(who);
			expect(answer.says).toContain(of);
			expect(answer.options.some((option) => option.startsWith("#1042 "))).toBe(true);
			const card = await person.choose(answer, /^#1042 /);
			expect(card.says).toContain(`${who} · ${of}`);
		},
	);
});

/** Not "open" in Zoho Desk's own reckoning, nor in its lists. */
const ON_HOLD_AT_ZOHO = new Set(["On Hold", "Waiting on parts"]);

/** What is not done yet and in sight of this person: Alex has two departments of Zoho Desk, Mina all. */
function unsolvedTickets(desk: StoryDesk, key: string): { status: string; assignee: unknown }[] {
	if (desk.vendor === "zendesk") {
		return sandbox()
			.zendesk.tickets()
			.filter(({ status }) => status !== "solved" && status !== "closed");
	}
	const departments = ["Support", "Billing"];
	return sandbox()
		.zoho.tickets()
		.filter(({ orgId, status }) => orgId === ZOHO_ACCOUNT.orgId && status !== "Closed")
		.filter(({ department }) => key === "mina" || departments.includes(department));
}

function numberBelow(says: string, label: RegExp): number {
	const lines = says.split("\n");
	return Number(lines[lines.findIndex((line) => label.test(line)) + 1]);
}
