import { beforeAll, describe, expect, test } from "vitest";
import { SPEAKERS } from "../support/acting-words.ts";
import { mailsOf, readTicket } from "../support/desk-tickets.ts";
import { createForms, inputOf, type ShownForm } from "../support/forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";

const sandbox = useSandbox("acting-write", BOOTED);
const story = createStory(sandbox);

/** Whom a reply on ticket 1042 reaches, by name as the form shows them and by address as the desk mails them. */
const RECIPIENTS = {
	zendesk: {
		shown: ["Aya Mori (aya.mori@globex.example)", "Kenta Ogawa (kenta.ogawa@globex.example)"],
		mail: { to: ["aya.mori@globex.example"], cc: ["kenta.ogawa@globex.example"] },
		waiting: "pending",
	},
	zoho: {
		shown: ["Laura Mendes (laura@initech.example)", "it@initech.example"],
		mail: { to: ["laura@initech.example"], cc: ["it@initech.example"] },
		waiting: "On Hold",
	},
};

beforeAll(async () => {
	for (const { channel } of DESKS) await story.signIn(story.person("alex", channel));
	sandbox().zoho.actAsCustomer({ ticketId: "1042", text: "Our IT is in copy.", cc: "it@initech.example" });
});

const cases = DESKS.flatMap((desk) =>
	SPEAKERS.map((speaker) => ({ desk, name: desk.name, language: speaker.language, speaker })),
);

describe.each(cases)("writing on a ticket of $name, in $language", ({ desk, speaker }) => {
	const { words, language } = speaker;
	const person = story.person(speaker.key, desk.channel);
	const forms = createForms(sandbox, person, desk.channel);
	const { shown, mail, waiting } = RECIPIENTS[desk.vendor];
	const ticket = () => readTicket(sandbox(), desk, "1042");
	const mails = () => mailsOf(sandbox(), desk);
	const last = () => ticket().messages.at(-1);

	/** Sees everybody who would get it, twice, before anything is sent. */
	async function preview(form: ShownForm, entries: Record<string, string>): Promise<ShownForm> {
		const before = { mails: mails().length, messages: ticket().messages.length };
		for (const one of shown) expect(form.says).toContain(one);
		const confirmation = await forms.send(form, entries);
		expect(confirmation.name).toBe("confirm_reply");
		expect(confirmation.submit).toBe(words.send);
		expect(forms.depth()).toBe(2);
		for (const one of shown) expect(confirmation.says).toContain(one);
		expect(confirmation.says).toContain(entries[words.reply] ?? entries[words.text]);
		expect({ mails: mails().length, messages: ticket().messages.length }).toEqual(before);
		return confirmation;
	}

	test("/desk comment is for the team only: nobody gets a mail", async () => {
		const before = mails().length;
		const form = await forms.command("comment 1042");
		expect(form.says).toMatch(/Only your team sees this|チーム内にのみ表示/);
		const done = await forms.send(form, { [words.comment]: `By command, ${language}` });
		expect(done.title).toBe(words.done);
		expect(last()).toMatchObject({ author: speaker.name, isPublic: false, text: `By command, ${language}` });
		expect(mails()).toHaveLength(before);
	});

	test("so is the comment of the card's button", async () => {
		const before = mails().length;
		const card = await person.type("1042");
		const form = await forms.open(() => person.press(card, words.buttons.comment));
		await forms.send(form, { [words.comment]: `From the card, ${language}` });
		expect(last()).toMatchObject({
			author: speaker.name,
			isPublic: false,
			text: `From the card, ${language}`,
		});
		expect(mails()).toHaveLength(before);
	});

	test("a reply from the card goes out only by “Send to customer”, once, to exactly those who were named", async () => {
		const before = mails().length;
		const card = await person.type("1042");
		const form = await forms.open(() => person.press(card, words.buttons.reply));
		const text = `We corrected it, ${language}.`;
		const done = await forms.send(await preview(form, { [words.reply]: text }), {});
		expect(done.title).toBe(words.done);
		for (const address of [...mail.to, ...mail.cc]) expect(done.says).toContain(address);
		expect(mails().slice(before)).toMatchObject([{ ...mail, text: expect.stringContaining(text) }]);
		expect(last()).toMatchObject({ author: speaker.name, isPublic: true, text });
	});

	test("/desk reply with a status: both are done by the one confirmation", async () => {
		const before = mails().length;
		const form = await forms.command("reply 1042");
		const status = inputOf(form, words.withStatus).options.find(({ value }) => value === waiting);
		const text = `Please look at it, ${language}.`;
		const entries = { [words.reply]: text, [words.withStatus]: status?.text ?? "" };
		const confirmation = await preview(form, entries);
		expect(confirmation.says).toContain(status?.text);
		expect(ticket().status).not.toBe(waiting);
		const done = await forms.send(confirmation, {});
		expect(done.says).toContain(status?.text);
		expect(mails().slice(before)).toMatchObject([{ ...mail, text: expect.stringContaining(text) }]);
		expect(ticket().status).toBe(waiting);
		reopen();
	});

	test("Back from the confirmation sends nothing, and what was written is still there to be changed", async () => {
		const before = mails().length;
		const form = await forms.command("reply 1042");
		const confirmation = await preview(form, { [words.reply]: "Too early." });
		const { teamId, userId } = person;
		await sandbox().slack.closeView({ teamId, userId, viewId: confirmation.id });
		await sandbox().idle();
		expect(forms.top()?.id).toBe(form.id);
		expect(mails()).toHaveLength(before);
		const text = `Now it is right, ${language}.`;
		await forms.send(await preview(form, { [words.reply]: text }), {});
		expect(mails().slice(before)).toMatchObject([{ ...mail, text: expect.stringContaining(text) }]);
		expect(mails().some((sent) => sent.text.includes("Too early."))).toBe(false);
	});

	describe("“Add to ticket” of a message", () => {
		async function openFor(text: string): Promise<ShownForm> {
			const { teamId, userId } = person;
			const { channel: channelId } = desk;
			const message = await sandbox().slack.say({ teamId, userId, channelId, text });
			return forms.open(() =>
				sandbox().slack.messageShortcut({
					teamId,
					userId,
					channelId,
					ts: message.ts,
					callbackId: "message_to_ticket",
				}),
			);
		}

		test("is internal unless the person says otherwise", async () => {
			const before = mails().length;
			const form = await openFor(`They called again, ${language}.`);
			expect(inputOf(form, words.visibility).initial).toBe(words.internal);
			expect(inputOf(form, words.text).initial).toContain(`They called again, ${language}.`);
			const done = await forms.send(form, { [ticketLabel(form)]: "#1042" });
			expect(done.title).toBe(words.done);
			expect(last()).toMatchObject({ author: speaker.name, isPublic: false });
			expect(last()?.text).toContain(`They called again, ${language}.`);
			expect(mails()).toHaveLength(before);
		});

		test("as a reply it shows the recipients and waits for the confirmation", async () => {
			const before = mails().length;
			const text = `It is on its way, ${language}.`;
			const form = await openFor(text);
			const reply = await forms.send(form, {
				[ticketLabel(form)]: desk.url(sandbox(), "1042"),
				[words.visibility]: words.public,
			});
			expect(reply.name).toBe("reply");
			expect(inputOf(reply, words.reply).initial).toContain(text);
			expect(mails()).toHaveLength(before);
			await forms.send(await preview(reply, { [words.reply]: text }), {});
			expect(mails().slice(before)).toMatchObject([{ ...mail, text: expect.stringContaining(text) }]);
		});

		test("for a ticket that isn't there says so at the field", async () => {
			const form = await openFor("Where does this belong?");
			const again = await forms.send(form, { [ticketLabel(form)]: "999999" });
			expect(again.errors[ticketLabel(form)]).toContain("#999999");
			expect(forms.depth()).toBe(1);
		});
	});

	function reopen(): void {
		const { zendesk, zoho } = sandbox();
		if (desk.vendor === "zendesk") {
			zendesk.actAsAgent({ ticketId: 1042, agentId: 381204417, status: "open" });
		} else zoho.actAsAgent({ ticketId: "1042", agentId: "520000000099001", status: "Open" });
	}
});

/** The first field; Zoho Desk's word for a ticket is its own in Japanese. */
function ticketLabel(form: ShownForm): string {
	return form.inputs[0]?.label ?? "";
}
