import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { countMails, tracesOf } from "../support/left-desk.ts";
import { createSafetyForms } from "../support/safety-forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";

const sandbox = useSandbox("acting-safety", BOOTED);
const story = createStory(sandbox);

describe.each(DESKS)("a public reply at $name needs the confirmation of its recipients", (desk) => {
	const alex = story.person("alex", desk.channel);
	const mina = story.person("mina", desk.channel);
	const forms = createSafetyForms(sandbox, alex, desk.channel);
	let text = "";
	let count = 0;
	let mails = 0;

	beforeAll(async () => {
		await story.signIn(alex);
	});

	afterEach(async () => {
		sandbox().faults.clear();
		await forms.closeAll();
	});

	/** The first step: the reply's form, filled in, and the confirmation that it leads to. */
	async function preview() {
		count += 1;
		text = `Safety of replies, number ${count}: please ignore.`;
		mails = countMails(sandbox(), desk);
		const form = await forms.open(`reply ${desk.number}`);
		expect(form.name).toBe("reply");
		expect(await forms.submit({ text })).toMatchObject({ status: 200, error: null });
		return { form, confirmation: await forms.until("confirm_reply") };
	}

	/** Whatever was tried is done, Cron has swept, and nobody was mailed. */
	async function expectNothingLeft() {
		await sandbox().cron();
		expect(tracesOf(sandbox(), desk, text)).toEqual({ mails: 0, comments: 0, tickets: 0 });
		expect(countMails(sandbox(), desk)).toBe(mails);
	}

	async function expectOneMail() {
		await sandbox().cron();
		expect(tracesOf(sandbox(), desk, text)).toEqual({ mails: 1, comments: 0, tickets: 0 });
		expect(countMails(sandbox(), desk)).toBe(mails + 1);
	}

	it("sends nothing for the form alone, however often it is submitted", async () => {
		const { form } = await preview();
		const body = forms.toSubmission(form, { text });
		const answers = await Promise.all([forms.post(body), forms.post(body)]);
		for (const answer of answers) expect(answer.response_action).toBe("push");
		await expectNothingLeft();
	});

	it("sends once what was confirmed twice at once", async () => {
		const { confirmation } = await preview();
		const body = forms.toSubmission(confirmation, {});
		const answers = await Promise.all([forms.post(body), forms.post(body), forms.post(body)]);
		const says = answers.map(({ says }) => says);
		expect(says.filter((one) => one.includes("Sending your reply"))).toHaveLength(1);
		expect(says.filter((one) => one.includes("That was sent already"))).toHaveLength(2);
		await sandbox().idle();
		await expectOneMail();
		const late = await forms.post(body);
		expect(late.says).toContain("That was sent already");
		await expectOneMail();
	});

	it("refuses a confirmation that nobody's preview led to", async () => {
		const { form, confirmation } = await preview();
		for (const operationId of ["nobody-made-this", "00000000-0000-7000-8000-000000000000"]) {
			const answer = await forms.post(forms.toSubmission(confirmation, {}, { ids: { operationId } }));
			expect(answer.says).toContain("That was sent already");
		}
		const made = await forms.post(
			forms.toSubmission(form, { text }, { name: "confirm_reply", ids: { operationId: undefined } }),
		);
		expect(made.says).not.toContain("Sending");
		await expectNothingLeft();
	});

	it("refuses somebody else's confirmation of it", async () => {
		const { form, confirmation } = await preview();
		const theirs = { userId: mina.userId };
		const confirmed = await forms.post(forms.toSubmission(confirmation, {}, theirs));
		expect(confirmed.says).not.toContain("送信しています");
		const rewritten = await forms.post(forms.toSubmission(form, { text: "Hijacked." }, theirs));
		expect(rewritten.response_action).not.toBe("push");
		await expectNothingLeft();
	});

	it("refuses a confirmation before the text was previewed", async () => {
		count += 1;
		text = `Never previewed, number ${count}`;
		mails = countMails(sandbox(), desk);
		const form = await forms.open(`reply ${desk.number}`);
		const answer = await forms.post(forms.toSubmission(form, { text }, { name: "confirm_reply" }));
		expect(answer.says).not.toContain("Sending");
		await expectNothingLeft();
	});

	it("goes to the ticket that was previewed, whatever ticket the confirmation names", async () => {
		const { confirmation } = await preview();
		const elsewhere = { ids: { ticketId: desk.vendor === "zendesk" ? "1003" : "520000000000400001" } };
		await forms.post(forms.toSubmission(confirmation, {}, elsewhere));
		await sandbox().idle();
		await sandbox().cron();
		const sent = desk.vendor === "zendesk" ? sandbox().zendesk.outbox() : sandbox().zoho.outbox(desk.number);
		const own = sent.filter((mail) => mail.text.includes(text));
		const about = own.map((mail) => ("ticketNumber" in mail ? mail.ticketNumber : String(mail.ticketId)));
		// Either it is refused, or it went to the people who were shown.
		expect(about.every((number) => number === desk.number)).toBe(true);
		expect(countMails(sandbox(), desk)).toBe(mails + own.length);
	});

	it("doesn't preview one ticket's recipients for another ticket", async () => {
		const { form } = await preview();
		const other =
			desk.vendor === "zendesk"
				? "1003"
				: sandbox()
						.zoho.tickets()
						.find(({ number }) => number === "4702")?.id;
		const answer = await forms.post(forms.toSubmission(form, { text }, { ids: { ticketId: other } }));
		expect(answer.response_action).not.toBe("push");
		await expectNothingLeft();
	});

	it("saves what a comment's form says as an internal comment, whatever else it carries", async () => {
		count += 1;
		text = `Public-looking comment, number ${count}`;
		mails = countMails(sandbox(), desk);
		const form = await forms.open(`comment ${desk.number}`);
		const looksPublic = {
			text,
			visibility: { type: "radio_buttons", selected_option: { value: "public" } },
			public: { type: "checkboxes", selected_options: [{ value: "true" }] },
		};
		const ids = {
			public: true,
			visibility: "public",
			operationId: "x",
			targets: { to: [{ address: "a@b.example" }] },
		};
		await forms.post(forms.toSubmission(form, looksPublic, { ids }));
		await sandbox().idle();
		expect(tracesOf(sandbox(), desk, text)).toEqual({ mails: 0, comments: 1, tickets: 0 });
		expect(countMails(sandbox(), desk)).toBe(mails);
	});

	it("leads from “Add to ticket” to the same two steps", async () => {
		const said = await sandbox().slack.say({
			...{ teamId: alex.teamId, userId: alex.userId, channelId: desk.channel },
			text: `Said in a channel, for the customer: ${desk.name}.`,
		});
		text = said.text;
		mails = countMails(sandbox(), desk);
		const { teamId, userId } = alex;
		const place = { teamId, userId, channelId: desk.channel, ts: said.ts };
		await sandbox().slack.messageShortcut({ ...place, callbackId: "message_to_ticket" });
		await forms.until("add_to_ticket");
		await forms.submit({ ticket: desk.number, visibility: "public" });
		const reply = await forms.until("reply");
		expect(reply.says).toContain("The customer gets this.");
		await expectNothingLeft();
		await forms.submit();
		const confirmation = await forms.until("confirm_reply");
		expect(confirmation.says).toContain(text);
		await expectNothingLeft();
		await forms.submit();
		await forms.until("done");
		await expectOneMail();
	});

	it("refuses in words when the recipients changed between the preview and the sending", async () => {
		const { confirmation } = await preview();
		if (desk.vendor === "zendesk") sandbox().zendesk.setCopies(1042, []);
		else
			sandbox().zoho.actAsCustomer({
				ticketId: desk.number,
				text: "Also to my boss.",
				cc: "boss@initech.example",
			});
		expect(confirmation.says).toContain("This will be sent to");
		await forms.submit();
		const refused = await forms.until("not_possible");
		expect(refused.says).toContain("The recipients have changed since you looked. Nothing was sent");
		await expectNothingLeft();
	});

	it("sends again after a lost answer only what was confirmed anew, and no old confirmation counts", async () => {
		const { confirmation } = await preview();
		const match = desk.vendor === "zendesk" ? "PUT https://acme.zendesk.com/" : "/sendReply";
		sandbox().faults.add({ vendor: desk.vendor, match, dropAnswer: true });
		await forms.submit();
		const unknown = await forms.until("unknown");
		expect(unknown.says).toContain("It may have reached the customer.");
		await expectOneMail();
		// The same confirmation, delivered once more: the person has pressed nothing.
		const replayed = await forms.post(forms.toSubmission(confirmation, {}));
		expect(replayed.says).toContain("That was sent already");
		await sandbox().idle();
		await expectOneMail();
		await forms.press("Send to customer again…");
		const again = await forms.until("confirm_reply");
		expect(again.says).toContain(text);
		await sandbox().idle();
		await expectOneMail();
		await forms.submit();
		await forms.until("done");
		expect(tracesOf(sandbox(), desk, text).mails).toBe(2);
		for (const old of [confirmation, again]) {
			const answer = await forms.post(forms.toSubmission(old, {}));
			expect(answer.says).toContain("That was sent already");
		}
		await sandbox().cron();
		expect(tracesOf(sandbox(), desk, text).mails).toBe(2);
	});
});
