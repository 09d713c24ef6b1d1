import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../sandbox/runtime/faults.ts";
import { tracesOf, WRITES } from "../support/left-desk.ts";
import { createSafetyForms } from "../support/safety-forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("acting-safety-refusals", BOOTED);
const story = createStory(sandbox);

describe.each(DESKS)("what $name refuses is said in words, and what was typed is kept", (desk) => {
	const alex = story.person("alex", desk.channel);
	const forms = createSafetyForms(sandbox, alex, desk.channel);
	const isZendesk = desk.vendor === "zendesk";
	const text = `Typed with care, for ${desk.name}.`;

	beforeAll(() => story.signIn(alex));

	afterEach(async () => {
		sandbox().faults.clear();
		await forms.closeAll();
	});

	function fail(kind: "comment" | "reply" | "create" | "update", fault: Fault): void {
		sandbox().faults.add({ vendor: desk.vendor, match: WRITES[desk.vendor][kind], ...fault });
	}

	/** A ticket of its own, since what is closed stays closed. */
	function openTicket(subject: string): string {
		if (isZendesk) {
			const requester = { email: "refused@customers.example", name: "Rita Refused" };
			return String(
				sandbox().zendesk.createTicket({
					subject,
					text: "Hello",
					requester,
					groupId: 360001,
					assigneeId: 381204418,
				}).id,
			);
		}
		return sandbox().zoho.createTicket({ subject, text: "Hello", assigneeId: "520000000099002" }).number;
	}

	function close(number: string): void {
		if (isZendesk) {
			const ticketId = Number(number);
			sandbox().zendesk.actAsAgent({ ticketId, agentId: 381204417, status: "closed" });
		} else sandbox().zoho.actAsAgent({ ticketId: number, agentId: "520000000099001", status: "Closed" });
	}

	async function preview(number: string): Promise<void> {
		await forms.open(`reply ${number}`);
		await forms.submit({ text });
		await forms.until("confirm_reply");
	}

	const nothingLeft = () =>
		expect(tracesOf(sandbox(), desk, text)).toEqual({ mails: 0, comments: 0, tickets: 0 });

	it("a ticket that was closed after the preview", async () => {
		const number = openTicket("Closed meanwhile");
		await preview(number);
		close(number);
		await forms.submit();
		const refused = await forms.until("not_possible");
		expect(refused.says).toContain(`This ticket is closed. ${desk.name} takes no more changes to it.`);
		expect(refused.says).toContain(text);
		nothingLeft();
	});

	it.runIf(isZendesk)("a customer who lost their address after the preview", async () => {
		const number = openTicket("No address");
		await preview(number);
		const customer = sandbox()
			.zendesk.people()
			.find(({ email }) => email === "refused@customers.example");
		sandbox().zendesk.setEmail(customer?.id ?? 0, null);
		await forms.submit();
		const refused = await forms.until("not_possible");
		expect(refused.says).toContain("This ticket has no address to reply to, so a reply would reach nobody.");
		expect(refused.says).toContain(text);
		nothingLeft();
		await forms.closeAll();
		expect((await forms.open(`reply ${number}`)).says).toContain("This ticket has no address to reply to");
	});

	it("a text of 40,000 characters, at its field", async () => {
		await forms.open(`comment ${desk.number}`);
		await forms.submit({ text: "long ".repeat(8_000) }, true);
		expect(forms.top()).toMatchObject({ name: "comment", errors: { text: "Use at most 3000 characters." } });
		await forms.submit({ text: "  " }, true);
		expect(forms.top()).toMatchObject({ name: "comment", errors: { text: "Fill this in." } });
		await forms.closeAll();
		await forms.open(`reply ${desk.number}`);
		await forms.submit({ text: "long ".repeat(8_000) }, true);
		expect(forms.top()).toMatchObject({ name: "reply", errors: { text: "Use at most 3000 characters." } });
	});

	it.each([
		[
			"too many requests",
			{ status: 429, retryAfterSeconds: 40 },
			"takes no more requests for now. Try again",
		],
		["no right to it", { status: 403 }, "doesn't let your account do that"],
		["something in it", { status: 422 }, "didn't accept that"],
	] satisfies [string, Fault, string][])(
		"%s: the form is back with the text",
		async (_what, fault, sentence) => {
			await forms.open(`comment ${desk.number}`);
			fail("comment", fault);
			await forms.submit({ text });
			const back = await forms.until("comment");
			expect(back.says).toContain(sentence);
			expect(back.initial.text).toBe(text);
			nothingLeft();
		},
	);

	it("to somebody who closed the form, by message, with the text", async () => {
		await forms.open(`comment ${desk.number}`);
		fail("comment", { status: 429, retryAfterSeconds: 40, delayMs: 1_000 });
		await forms.submit({ text });
		await forms.closeAll();
		const told = await until("the message", 20_000, () =>
			[...alex.sees(), ...alex.directMessages()].find(({ says }) => says.includes(text)),
		);
		expect(told.says).toContain("takes no more requests for now. Try again");
		expect(told.says).not.toContain("Somebody changed this ticket");
		nothingLeft();
	});

	it("a right to open forms that Slack took back: “Continue” opens the form", async () => {
		const body = JSON.stringify({ ok: false, error: "expired_trigger_id" });
		sandbox().faults.add({ vendor: "slack", match: "/api/views.open", status: 200, body });
		const told = await alex.type(`comment ${desk.number}`);
		await alex.press(told, "Continue");
		expect((await forms.until("comment")).says).toContain("Only your team sees this.");
	});

	it.runIf(isZendesk)("a field that has to be filled in before a ticket is solved", async () => {
		const number = openTicket("Unsolvable");
		const card = await alex.type(number);
		await alex.press(card, "Status");
		await forms.until("status");
		await forms.submit({ status: "solved" });
		await until("the refusal", 10_000, () => forms.top()?.name !== "sending");
		expect(forms.top()?.says).toMatch(/filled in first|didn't accept that/);
		expect(sandbox().zendesk.ticket(Number(number))?.status).not.toBe("solved");
	});

	it.runIf(!isZendesk)("a status that a blueprint keeps to itself", async () => {
		const led = sandbox()
			.zoho.tickets()
			.find(({ blueprint, assignee }) => blueprint === "Refund flow" && assignee);
		const card = await alex.type(led?.number ?? "");
		await alex.press(card, "Status");
		await until("the refusal", 10_000, () => forms.top()?.name === "not_possible");
		expect(forms.top()?.says).toContain("A blueprint leads this ticket, so its status can't be set by hand.");
	});

	it.runIf(!isZendesk)(
		"a department's mandatory fields, each at its place, before anything is sent",
		async () => {
			const form = await forms.open("create Without what Billing asks for");
			const { teamId, userId } = alex;
			const source = { kind: "view", viewId: form.id } as const;
			const department = { teamId, userId, source, blockId: "department", actionId: "department" };
			const [billing] = (await sandbox().slack.suggest({ ...department, query: "Billing" })).options;
			await sandbox().slack.act({ ...department, value: billing?.value ?? "" });
			await until("the department's fields", 10_000, () => forms.top()?.hash !== form.hash);
			await forms.submit({ requester: "rita@customers.example", description: text }, true);
			const back = forms.top();
			expect(back?.name).toBe("create");
			const missing = Object.keys(back?.errors ?? {});
			expect(missing.length).toBeGreaterThan(0);
			expect(missing.every((block) => block.startsWith("field:"))).toBe(true);
			expect(
				sandbox()
					.zoho.tickets()
					.some(({ subject }) => subject.startsWith("Without what")),
			).toBe(false);
		},
	);

	describe("somebody who can't any more", () => {
		it("is told at the field when they signed out meanwhile, and goes on after signing in", async () => {
			await forms.open(`comment ${desk.number}`);
			await alex.type("disconnect");
			await forms.submit({ text });
			expect(forms.top()?.name).toBe("comment");
			expect(forms.top()?.errors.text).toContain("Sign in to Acme Support");
			nothingLeft();
			await story.signIn(alex);
			await forms.submit();
			await forms.until("done");
			expect(tracesOf(sandbox(), desk, text).comments).toBe(1);
		});

		it("is told when they signed out after the form was taken, and gets the text back", async () => {
			const draft = `${text} Signed out on the way.`;
			await forms.open(`comment ${desk.number}`);
			fail("comment", { drop: true });
			await forms.submit({ text: draft });
			await forms.until("unknown");
			await alex.type("disconnect");
			// As the row is between the promise and the first attempt.
			const database = await sandbox().database();
			await database.exec("update operations set state = 'queued', next_at = 0 where state = 'unknown'");
			await sandbox().cron();
			const told = await forms.until("not_possible");
			expect(told.says).toContain("Sign in to");
			expect(told.says).toContain(draft);
			await sandbox().cron();
			expect(tracesOf(sandbox(), desk, draft).comments).toBe(0);
			await story.signIn(alex);
		});

		it("is told when the workspace was switched off meanwhile", async () => {
			const draft = `${text} Switched off.`;
			await forms.open(`comment ${desk.number}`);
			const database = await sandbox().database();
			await database.exec("update workspaces set state = 'disabled'");
			await forms.submit({ text: draft });
			await database.exec("update workspaces set state = 'active'");
			expect(forms.top()?.errors.text).toContain("is switched off for this workspace");
			expect(tracesOf(sandbox(), desk, draft).comments).toBe(0);
			await forms.submit();
			await forms.until("done");
			expect(tracesOf(sandbox(), desk, draft).comments).toBe(1);
		});
	});
});

describe("a light agent of Zendesk", () => {
	const [zendesk] = DESKS;
	const kenji = story.person("kenji", zendesk?.channel ?? "");
	const forms = createSafetyForms(sandbox, kenji, zendesk?.channel ?? "");

	it("may comment, and is told in words that a reply is not theirs", async () => {
		await story.signIn(kenji).catch(() => {});
		const refused = await forms.open("reply 1050");
		expect(refused.name).toBe("not_possible");
		expect(refused.says).toContain("社内コメントは書き込めます。");
		await forms.closeAll();
		await forms.open("comment 1050");
		await forms.submit({ text: "社内用です。" });
		await forms.until("done");
		expect(sandbox().zendesk.outbox()).toEqual([]);
	});
});
