import { beforeAll, describe, expect, test } from "vitest";
import { SPEAKERS } from "../support/acting-words.ts";
import { mailsOf, readTicket } from "../support/desk-tickets.ts";
import { createForms, inputOf } from "../support/forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { findOption } from "../support/shown.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";

const sandbox = useSandbox("acting-change", BOOTED);
const story = createStory(sandbox);

beforeAll(async () => {
	for (const { channel } of DESKS) await story.signIn(story.person("alex", channel));
});

/** The desks' own ids of what is chosen. */
const CHOICES = {
	zendesk: { status: "hold", open: "open", priority: "urgent" },
	zoho: { status: "Escalated", open: "Open", priority: "Low" },
};

const cases = DESKS.flatMap((desk) =>
	SPEAKERS.map((speaker) => ({ desk, name: desk.name, language: speaker.language, speaker })),
);

describe.each(cases)("changing a ticket of $name from its card, in $language", ({ desk, speaker }) => {
	const { words } = speaker;
	const person = story.person(speaker.key, desk.channel);
	const forms = createForms(sandbox, person, desk.channel);
	const ids = CHOICES[desk.vendor];
	const ticket = () => readTicket(sandbox(), desk, "1042");

	/** The form behind one of the card's buttons, or behind an item of its menu. */
	async function openFromCard(label: string) {
		const card = await person.type("1042");
		const seen = person.sees().length;
		const form = await forms.open(async () => {
			if (card.buttons.includes(label)) return person.press(card, label);
			const { element, value } = findOption(card, label);
			const { teamId, userId } = person;
			const { blockId, actionId } = element;
			const source = { kind: "message", channelId: card.channelId, ts: card.ts } as const;
			return sandbox().slack.act({ teamId, userId, source, blockId, actionId, value });
		});
		/** The card as it is by now, in its place. */
		const fresh = () => {
			expect(person.sees()).toHaveLength(seen);
			const found = person.sees().find(({ ts }) => ts === card.ts);
			if (!found) throw new Error("the card is gone");
			return found;
		};
		return { form, fresh };
	}

	test("its status, as the desk names it", async () => {
		const { form, fresh } = await openFromCard(words.buttons.status);
		const status = inputOf(form, words.status);
		const wanted = status.options.find(({ value }) => value === ids.status)?.text ?? "";
		const done = await forms.send(form, { [words.status]: wanted });
		expect(done.title).toBe(words.done);
		expect(done.says).toContain(wanted);
		expect(ticket().status).toBe(ids.status);
		expect(fresh().says).toContain(`*${wanted}*`);

		const back = await openFromCard(words.buttons.status);
		expect(inputOf(back.form, words.status).initial).toBe(wanted);
		const open = status.options.find(({ value }) => value === ids.open)?.text ?? "";
		await forms.send(back.form, { [words.status]: open });
		expect(ticket().status).toBe(ids.open);
	});

	test("its assignee, found by typing; nobody; oneself with one press", async () => {
		const { form, fresh } = await openFromCard(words.buttons.assign);
		expect(await forms.suggest(form, words.assignee, "mina")).toEqual(["Mina Kato"]);
		expect(await forms.suggest(form, words.assignee, "zzz")).toEqual([]);
		const done = await forms.send(form, { [words.assignee]: "Mina Kato" });
		expect(done.says).toContain("Mina Kato");
		expect(ticket().assignee).toBe("Mina Kato");
		expect(fresh().says).toMatch(/\*(Assignee|担当者)\*\nMina Kato/);

		const unassign = await openFromCard(words.buttons.assign);
		expect(unassign.form.says).toContain("Mina Kato");
		await forms.send(unassign.form, { [words.assignee]: words.nobody });
		expect(ticket().assignee).toBeNull();
		expect(unassign.fresh().says).not.toMatch(/\*(Assignee|担当者)\*\nMina Kato/);

		const toMe = await openFromCard(words.buttons.assign);
		const taken = await forms.press(toMe.form, words.toMe);
		await sandbox().idle();
		expect(taken.title).toBe(words.done);
		expect(taken.says).toContain(speaker.name);
		expect(ticket().assignee).toBe(speaker.name);
		expect(toMe.fresh().says).toContain(`*\n${speaker.name}`);
	});

	test("its priority", async () => {
		const { form, fresh } = await openFromCard(words.more.priority);
		const wanted = inputOf(form, words.priority).options.find(({ value }) => value === ids.priority);
		const done = await forms.send(form, { [words.priority]: wanted?.text ?? "" });
		expect(done.says).toContain(wanted?.text);
		expect(ticket().priority).toBe(ids.priority);
		// The card has Zoho's own levels by their usual names.
		expect(fresh().says).toMatch(/Urgent|緊急|Low|低/);
		reset();
	});

	test("its tags, added and removed", async () => {
		const tag = `checked-${speaker.key}`;
		const { form } = await openFromCard(words.more.tags);
		const done = await forms.send(form, { [words.addTags]: `${tag}, urgent-${speaker.key}` });
		expect(done.says).toContain(tag);
		expect(tagsOf()).toEqual(expect.arrayContaining([tag, `urgent-${speaker.key}`]));
		const again = await openFromCard(words.more.tags);
		await forms.send(again.form, { [words.removeTags]: tag });
		expect(tagsOf()).toContain(`urgent-${speaker.key}`);
		expect(tagsOf()).not.toContain(tag);
	});

	test("its department", async () => {
		const { form, fresh } = await openFromCard(words.more.move);
		expect(form.says).toContain("Support");
		const done = await forms.send(form, { [words.department]: "Billing" });
		expect(done.says).toContain("Billing");
		expect(ticket().department).toBe("Billing");
		expect(fresh().says).toContain("Billing");
		const back = await openFromCard(words.more.move);
		await forms.send(back.form, { [words.department]: "Support" });
		expect(ticket().department).toBe("Support");
		reset();
	});

	test("the card shows a comment and a reply that were written from it", async () => {
		const comment = await openFromCard(words.buttons.comment);
		await forms.send(comment.form, { [words.comment]: "Seen on the card." });
		expect(comment.fresh().says).toContain("> Seen on the card.");
		const before = mailsOf(sandbox(), desk).length;
		const reply = await openFromCard(words.buttons.reply);
		const confirmation = await forms.send(reply.form, { [words.reply]: "Seen by the customer." });
		expect(reply.fresh().says).not.toContain("Seen by the customer.");
		await forms.send(confirmation, {});
		expect(reply.fresh().says).toContain("> Seen by the customer.");
		expect(mailsOf(sandbox(), desk)).toHaveLength(before + 1);
	});

	test("a card whose form was closed meanwhile is brought up to date all the same", async () => {
		const { form, fresh } = await openFromCard(words.buttons.comment);
		const { teamId, userId } = person;
		const values = { text: { text: `Sent and gone, ${speaker.key}.` } };
		await sandbox().slack.submitView({ teamId, userId, viewId: form.id, values });
		await forms.closeAll();
		await sandbox().idle();
		expect(fresh().says).toContain(`> Sent and gone, ${speaker.key}.`);
	});

	function tagsOf(): string[] {
		const tags = ticket().tags;
		if (tags) return tags;
		const answers = sandbox()
			.traffic()
			.filter(({ url, status }) => url.includes("acme.zendesk.com/api/v2/tickets/1042") && status === 200)
			.map(({ responseBody }) => JSON.parse(responseBody ?? "{}") as { ticket?: { tags?: string[] } });
		return answers.findLast((answer) => answer.ticket?.tags)?.ticket?.tags ?? [];
	}

	/** Open, high, with Alex: as the stories begin. */
	function reset(): void {
		const { zendesk, zoho } = sandbox();
		if (desk.vendor === "zendesk") {
			const agent = { agentId: 381204417, assigneeId: 381204418 };
			zendesk.actAsAgent({ ticketId: 1042, ...agent, priority: "high" });
		} else {
			const agent = { agentId: "520000000099001", assigneeId: "520000000099002" };
			zoho.actAsAgent({ ticketId: "1042", ...agent, priority: null });
		}
	}
});

test("no change but the replies wrote to a customer", () => {
	for (const desk of DESKS) {
		const texts = mailsOf(sandbox(), desk).map(({ text }) => text);
		expect(texts).toEqual(SPEAKERS.map(() => expect.stringContaining("Seen by the customer.")));
	}
});
