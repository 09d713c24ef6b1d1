import { beforeAll, describe, expect, test } from "vitest";
import { SPEAKERS } from "../support/acting-words.ts";
import { mailsOf, readTicket } from "../support/desk-tickets.ts";
import { createForms, inputOf } from "../support/forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";

const sandbox = useSandbox("acting-rights", BOOTED);
const story = createStory(sandbox);

beforeAll(async () => {
	for (const { channel } of DESKS) await story.signIn(story.person("alex", channel));
});

const newcomers = DESKS.flatMap((desk) => [
	{ desk, name: desk.name, language: "English", key: "priya", number: desk.priyas, proceed: "Continue" },
	{
		desk,
		name: desk.name,
		language: "Japanese",
		key: "kenji",
		number: desk.kenjis.number,
		proceed: "続ける",
	},
]);

describe.each(newcomers)(
	"somebody not signed in to $name, in $language",
	({ desk, key, number, proceed }) => {
		const person = story.person(key, desk.channel);
		const forms = createForms(sandbox, person, desk.channel);

		test("is asked to sign in; then one press opens the form that they had asked for", async () => {
			await forms.closeAll();
			const asked = await person.type(`comment ${number}`);
			expect(forms.top()).toBeNull();
			expect(asked.url).not.toBeNull();
			await person.signIn(asked);
			const ready = await person.until(asked, ({ buttons }) => buttons.includes(proceed));
			expect(ready.ephemeralFor).toBe(person.userId);
			const before = mailsOf(sandbox(), desk).length;
			const form = await forms.open(() => person.press(ready, proceed));
			expect(form.name).toBe("comment");
			expect(form.says).toContain(`#${number}`);
			const text = `First words of ${key}.`;
			await forms.send(form, { [form.inputs[0]?.label ?? ""]: text });
			expect(readTicket(sandbox(), desk, number).messages.at(-1)).toMatchObject({ isPublic: false, text });
			expect(mailsOf(sandbox(), desk)).toHaveLength(before);
		});

		test("who signs out while the form is open is told so at the field, and can send it after signing in", async () => {
			const form = await forms.command(`comment ${number}`);
			const label = form.inputs[0]?.label ?? "";
			const messages = () => readTicket(sandbox(), desk, number).messages;
			const before = messages().length;
			await person.type("disconnect");
			const refused = await forms.send(form, { [label]: "Kept while signed out." });
			expect(refused.id).toBe(form.id);
			expect(refused.errors[label]).toMatch(/sign in|サインイン/i);
			expect(messages()).toHaveLength(before);
			await story.signIn(person);
			await forms.send(refused, {});
			expect(messages().slice(before)).toMatchObject([{ text: "Kept while signed out." }]);
		});
	},
);

describe.each(SPEAKERS)("a closed ticket, in $language", ({ key, words }) => {
	test("of Zendesk takes nothing more: the card offers no action, a form says why", async () => {
		const person = story.person(key, ZENDESK_CHANNEL);
		const forms = createForms(sandbox, person, ZENDESK_CHANNEL);
		const closed = sandbox()
			.zendesk.tickets()
			.find(({ status, group }) => status === "closed" && group?.name === "Support");
		const number = String(closed?.id);
		const card = await person.type(number);
		expect(card.buttons.slice(0, -1)).toEqual([
			expect.stringMatching(/Share|共有/),
			expect.stringContaining("Zendesk"),
		]);
		expect(card.buttons.at(-1)).toBe(words.more.refresh);
		expect(card.options).toEqual([]);
		for (const command of ["comment", "reply"]) {
			const refused = await forms.command(`${command} ${number}`);
			expect(refused.name).toBe("not_possible");
			expect(refused.submit).toBeNull();
			expect(refused.inputs).toEqual([]);
			expect(refused.says).toMatch(/This ticket is closed|終了しているため/);
			expect(refused.says).toContain("/desk create");
		}
	});

	test("of Zoho Desk can't be answered, but opened again", async () => {
		const person = story.person(key, ZOHO_CHANNEL);
		const forms = createForms(sandbox, person, ZOHO_CHANNEL);
		const closed = sandbox()
			.zoho.tickets()
			.find((one) => one.status === "Closed" && one.department === "Support" && !one.blueprint);
		const number = closed?.number ?? "";
		const { comment, status, assign } = words.buttons;
		const card = await person.type(number);
		expect(card.buttons.slice(0, 3)).toEqual([comment, status, assign]);
		expect(card.buttons).not.toContain(words.buttons.reply);

		const form = await forms.open(() => person.press(card, status));
		const done = await forms.send(form, { [words.status]: "Open" });
		expect(done.title).toBe(words.done);
		expect(sandbox().zoho.ticket(number).status).toBe("Open");
		const fresh = person.sees().find(({ ts }) => ts === card.ts);
		expect(fresh?.buttons[0]).toBe(words.buttons.reply);
		sandbox().zoho.actAsAgent({ ticketId: number, agentId: "520000000099001", status: "Closed" });
	});
});

describe("a light agent of Zendesk", () => {
	const kenji = story.person("kenji", ZENDESK_CHANNEL);
	const forms = createForms(sandbox, kenji, ZENDESK_CHANNEL);

	test("is offered comments only", async () => {
		const card = await kenji.type("1050");
		expect(card.buttons).toEqual(["社内コメント", "チャンネルに共有", "Zendeskで開く", "更新"]);
		expect(card.options).toEqual([]);
	});

	test("who asks for a reply is told so, and can comment instead", async () => {
		const before = sandbox().zendesk.outbox().length;
		const refused = await forms.command("reply 1050");
		expect(refused.name).toBe("not_possible");
		expect(refused.says).toContain("書き込めるのは社内コメントだけです");
		const comment = await forms.press(refused, "社内コメント");
		expect(comment.name).toBe("comment");
		await forms.send(comment, { コメント: "倉庫に確認しました。" });
		expect(readTicket(sandbox(), { vendor: "zendesk" }, "1050").messages.at(-1)).toMatchObject({
			isPublic: false,
			text: "倉庫に確認しました。",
		});
		expect(sandbox().zendesk.outbox()).toHaveLength(before);
	});
});

test("a ticket that somebody may not see is answered in the form's place as one that isn't there", async () => {
	for (const { channel, number } of DESKS) {
		const priya = story.person("priya", channel);
		const forms = createForms(sandbox, priya, channel);
		for (const command of ["comment", "reply"]) {
			const missing = await forms.command(`${command} 999999`);
			expect(missing.name).toBe("not_possible");
			const hidden = await forms.command(`${command} ${number}`);
			expect(hidden.says).toBe(missing.says.replace("999999", number));
		}
	}
});

test("when Slack's leave to open the form is over, a button opens it", async () => {
	const alex = story.person("alex", ZENDESK_CHANNEL);
	const forms = createForms(sandbox, alex, ZENDESK_CHANNEL);
	const { teamId, userId } = alex;
	const body = JSON.stringify({ ok: false, error: "expired_trigger_id" });
	sandbox().faults.add({ vendor: "slack", match: "views.open", status: 200, body });
	const text = "comment 1042";
	await sandbox().slack.command({ teamId, userId, channelId: ZENDESK_CHANNEL, text });
	await sandbox().idle();
	const message = alex.sees().at(-1);
	expect(message?.buttons).toEqual(["Continue"]);
	if (!message) return;
	const form = await forms.open(() => alex.press(message, "Continue"));
	expect(inputOf(form, "Comment").initial).toBeNull();
});
