import { beforeAll, describe, expect, test } from "vitest";
import { type ActingWords, SPEAKERS } from "../support/acting-words.ts";
import { mailsOf, newestNumber, readTicket } from "../support/desk-tickets.ts";
import { createForms, type Entries, inputOf, labelsOf, type ShownForm } from "../support/forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { toShown } from "../support/shown.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS, type StoryDesk, zohoId } from "../support/story-desks.ts";

const sandbox = useSandbox("acting-create", BOOTED);
const story = createStory(sandbox);

beforeAll(async () => {
	for (const { channel } of DESKS) await story.signIn(story.person("alex", channel));
});

/** What the department "Billing" of each desk asks for beyond the usual, and who the customer is. */
const BILLING = {
	zendesk: {
		customer: "aya.mori@globex.example",
		name: "Aya Mori",
		fields: { "Product area": "Contract & billing" },
		sent: '"value":"area_billing"',
	},
	zoho: {
		customer: "laura@initech.example",
		name: "Laura Mendes",
		fields: { "Invoice number": "2026-1187", Reason: "VAT & duties" },
		sent: '"cf_reason":"VAT & duties"',
	},
} as const satisfies Record<StoryDesk["vendor"], { fields: Entries; [key: string]: unknown }>;

/** Everything that was ever sent to the desk, as text. */
function sentTo(desk: StoryDesk): string {
	const host = desk.vendor === "zendesk" ? "acme.zendesk.com" : "desk.zoho.eu";
	return sandbox()
		.traffic()
		.filter(({ url, method }) => url.includes(host) && method === "POST")
		.map(({ requestBody }) => requestBody ?? "")
		.join("\n");
}

const cases = DESKS.flatMap((desk) =>
	SPEAKERS.map((speaker) => ({ desk, name: desk.name, language: speaker.language, speaker })),
);

describe.each(cases)("a new ticket of $name, in $language", ({ desk, speaker }) => {
	const { words } = speaker;
	const person = story.person(speaker.key, desk.channel);
	const forms = createForms(sandbox, person, desk.channel);
	const billing = BILLING[desk.vendor];

	/** Chooses the department and fills in all of the form. */
	async function fillIn(form: ShownForm, entries: Entries): Promise<{ form: ShownForm; entries: Entries }> {
		const typed = { [words.requester]: billing.customer, ...entries };
		const chosen = await forms.choose(form, words.department, "Billing", typed);
		return { form: chosen, entries: { ...typed, ...billing.fields } };
	}

	test("/desk create opens the form with the subject; the department brings its mandatory fields", async () => {
		const form = await forms.command("create Printer prints nothing");
		expect(form.name).toBe("create");
		expect(inputOf(form, words.subject).initial).toBe("Printer prints nothing");
		expect(labelsOf(form)).toEqual([words.department, words.requester, words.subject, words.description]);
		expect(await forms.suggest(form, words.department, "bil")).toEqual(["Billing"]);

		const filled = await fillIn(form, { [words.description]: "Since this morning." });
		expect(labelsOf(filled.form)).toEqual([
			...labelsOf(form),
			words.priority,
			...Object.keys(billing.fields),
		]);
		expect(inputOf(filled.form, words.department).initial).toBe("Billing");
		expect(inputOf(filled.form, words.description).initial).toBe("Since this morning.");
		expect(inputOf(filled.form, words.requester).initial).toBe(billing.customer);

		const high = inputOf(filled.form, words.priority).options.find(({ value }) => /^high$/i.test(value));
		const before = newestNumber(sandbox(), desk);
		const done = await forms.send(filled.form, { ...filled.entries, [words.priority]: high?.text ?? "" });
		const number = newestNumber(sandbox(), desk);
		expect(number).not.toBe(before);
		expect(done.title).toBe(words.done);
		expect(done.says).toContain(`#${number}  Printer prints nothing`);
		const ticket = readTicket(sandbox(), desk, number);
		expect(ticket).toMatchObject({
			subject: "Printer prints nothing",
			requester: billing.name,
			department: "Billing",
		});
		expect(ticket.priority).toMatch(/^high$/i);
		expect(ticket.messages.map(({ text }) => text)).toEqual(["Since this morning."]);
		expect(sentTo(desk)).toContain(billing.sent);
		expect((await person.type(number)).says).toContain("Printer prints nothing");
	});

	test("what is missing is said at its field, and nothing is created", async () => {
		const before = newestNumber(sandbox(), desk);
		const filled = await fillIn(await forms.command("create"), {});
		const again = await forms.send(filled.form, { [words.subject]: "No description" });
		expect(Object.keys(again.errors)).toEqual([words.description, ...Object.keys(billing.fields)]);
		expect(newestNumber(sandbox(), desk)).toBe(before);
	});

	test("a message becomes a ticket with its text, the way back and its file; its thread names the ticket", async () => {
		const { teamId, userId } = person;
		const text = `Globex can't print.\nThe <https://globex.example/17|label> is attached, ${speaker.language}.`;
		const fileName = `label-${speaker.key}.txt`;
		const message = await sandbox().slack.say({
			teamId,
			userId,
			channelId: desk.channel,
			text,
			files: [{ name: fileName, mimetype: "text/plain", bytes: new TextEncoder().encode("label 17") }],
		});
		const form = await forms.open(() =>
			sandbox().slack.messageShortcut({
				teamId,
				userId,
				channelId: desk.channel,
				ts: message.ts,
				callbackId: "ticket_from_message",
			}),
		);
		expect(inputOf(form, words.subject).initial).toBe("Globex can't print.");
		const description = inputOf(form, words.description).initial ?? "";
		expect(description).toContain("label (https://globex.example/17) is attached");
		const permalink = `/archives/${desk.channel}/p${message.ts.replace(".", "")}`;
		expect(description).toContain(permalink);
		expect(form.says).toMatch(/1 file goes along|ファイル1件も添付/);

		const filled = await fillIn(form, {});
		expect(filled.form.says).toMatch(/1 file goes along|ファイル1件も添付/);
		const done = await forms.send(filled.form, filled.entries);
		expect(done.title).toBe(words.done);
		const number = newestNumber(sandbox(), desk);
		const ticket = readTicket(sandbox(), desk, number);
		expect(ticket.messages[0]?.text).toContain(permalink);
		expect(attachmentsOf(desk, number)).toEqual([fileName]);

		const below = sandbox()
			.slack.messages(teamId, desk.channel, userId)
			.filter(({ threadTs, userId: author }) => threadTs === message.ts && author === null)
			.map(toShown);
		expect(below.map(({ says }) => says)).toEqual([expect.stringContaining(`#${number}`)]);
		expect(below[0]?.says).toContain(speaker.name);
	});
});

/** The names of a ticket's files. Zoho Desk is known by its uploads that were then put on the ticket. */
function attachmentsOf(desk: StoryDesk, number: string): string[] {
	if (desk.vendor === "zendesk") {
		return (
			sandbox()
				.zendesk.ticket(Number(number))
				?.comments.flatMap((one) => one.attachments) ?? []
		);
	}
	const exchanges = sandbox().traffic();
	const onTicket = exchanges
		.filter(({ url, status }) => url.includes(`/tickets/${zohoId(sandbox(), number)}`) && status === 200)
		.map(({ requestBody }) => requestBody ?? "");
	return exchanges
		.filter(({ url }) => url.endsWith("/api/v1/uploads"))
		.map(({ responseBody }) => JSON.parse(responseBody ?? "{}") as { id: string; name: string })
		.filter(({ id }) => onTicket.some((body) => body.includes(id)))
		.map(({ name }) => name);
}

describe("the shortcut from anywhere in Slack", () => {
	test.each([
		{ name: "Zendesk", desk: DESKS[0], key: "alex", channel: "C0GENERAL1", subject: "From the shortcut" },
		{ name: "Zoho Desk", desk: DESKS[1], key: "yuki", channel: "C0KITASUP1", subject: "ショートカットから" },
	] as const)(
		"opens the form of the workspace's own desk: $name",
		async ({ desk, key, channel, subject }) => {
			const person = story.person(key, channel);
			const words = wordsOf(key);
			const forms = createForms(sandbox, person, channel);
			const { teamId, userId } = person;
			const form = await forms.open(() =>
				sandbox().slack.globalShortcut({ teamId, userId, callbackId: "ticket_create" }),
			);
			const billing = BILLING[desk?.vendor ?? "zendesk"];
			const typed = {
				[words.subject]: subject,
				[words.description]: "Hello.",
				[words.requester]: billing.customer,
			};
			const chosen = await forms.choose(form, words.department, "Billing", typed);
			const done = await forms.send(chosen, { ...typed, ...billing.fields });
			expect(done.title).toBe(words.done);
			const number = newestNumber(sandbox(), desk ?? DESKS[0] ?? { vendor: "zendesk" });
			expect(done.says).toContain(`#${number}  ${subject}`);
		},
	);
});

function wordsOf(key: string): ActingWords {
	const speaker = SPEAKERS.find((one) => (one.key === "alex") === (key === "alex"));
	if (!speaker) throw new Error(`nobody speaks as ${key}`);
	return speaker.words;
}

test("only the requester of a new ticket hears of it, and only where the desk tells them", () => {
	for (const desk of DESKS) {
		for (const { to, cc } of mailsOf(sandbox(), desk)) {
			expect({ to, cc }).toEqual({ to: [BILLING[desk.vendor].customer], cc: [] });
		}
	}
});
