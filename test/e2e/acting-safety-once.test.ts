import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../sandbox/runtime/faults.ts";
import { tracesOf, WRITES } from "../support/left-desk.ts";
import { createSafetyForms, firstChoices, toState, toStates } from "../support/safety-forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("acting-safety-once", BOOTED);
const story = createStory(sandbox);

/** Longer than an attempt's hold on its row. */
const AFTER_THE_HOLD_MS = 40_000;
const KINDS = ["comment", "reply", "create"] as const;
type Kind = (typeof KINDS)[number];

const AGAIN = { comment: "Save comment again", reply: "Send to customer again…", create: "Create again" };
const UNKNOWN = {
	comment: /didn't say whether your comment to .*\|#1042 .*was saved/s,
	reply: /didn't say whether your reply to .*\|#1042 .*went out. It may have reached the customer./s,
	create: /didn't say whether the ticket was created/,
};

describe.each(DESKS)("what is sent to $name", (desk) => {
	const alex = story.person("alex", desk.channel);
	const forms = createSafetyForms(sandbox, alex, desk.channel);
	const who = { teamId: alex.teamId, userId: alex.userId };
	let count = 0;

	beforeAll(() => story.signIn(alex));

	afterEach(async () => {
		sandbox().faults.clear();
		await forms.closeAll();
	});

	function fail(kind: Kind, fault: Fault): void {
		sandbox().faults.add({ vendor: desk.vendor, match: WRITES[desk.vendor][kind], ...fault });
	}

	function freshText(kind: Kind): string {
		count += 1;
		return `Sent once, ${kind} ${count} (${desk.vendor})`;
	}

	/** How often it is at the desk. Nothing is ever there in another form. */
	function arrived(kind: Kind, text: string): number {
		const { mails, comments, tickets } = tracesOf(sandbox(), desk, text);
		const own = { comment: comments, reply: mails, create: tickets }[kind];
		if (kind !== "create") expect(mails + comments + tickets).toBe(own);
		return own;
	}

	/** Everything up to the last press, which `submit` is. */
	async function fillIn(kind: Kind, text: string): Promise<Record<string, unknown>> {
		if (kind === "comment") {
			await forms.open(`comment ${desk.number}`);
			return { text };
		}
		if (kind === "reply") {
			await forms.open(`reply ${desk.number}`);
			await forms.submit({ text });
			await forms.until("confirm_reply");
			return {};
		}
		const { id: viewId } = await forms.open(`create ${text}`);
		const department = {
			...who,
			source: { kind: "view", viewId } as const,
			blockId: "department",
			actionId: "department",
		};
		const { options } = await sandbox().slack.suggest({ ...department, query: "Support" });
		const [support] = options;
		const hash = forms.top()?.hash;
		await sandbox().slack.act({ ...department, value: support?.value ?? "" });
		await until("the department's fields", 10_000, () => forms.top()?.hash !== hash);
		const typed = { requester: "once@customers.example", description: "Please look into this." };
		return { ...typed, ...firstChoices(forms.top()) };
	}

	async function send(kind: Kind, text: string): Promise<void> {
		const sent = await forms.submit(await fillIn(kind, text));
		expect(sent).toMatchObject({ status: 200, error: null });
	}

	/** What could send it once more: time, Cron, Cron again at once. */
	async function sweep(): Promise<void> {
		await sandbox().passTime(AFTER_THE_HOLD_MS);
		await Promise.all([sandbox().cron(), sandbox().cron()]);
		await sandbox().passTime(AFTER_THE_HOLD_MS);
		await sandbox().cron();
	}

	async function sendAgain(kind: Kind): Promise<void> {
		await forms.press(AGAIN[kind]);
		if (kind === "reply") {
			await forms.until("confirm_reply");
			await forms.submit();
		}
		await forms.until("done");
	}

	async function states(): Promise<string[]> {
		const database = await sandbox().database();
		const { results } = await database
			.prepare("select state from operations order by created_at desc, id desc limit 1")
			.all<{ state: string }>();
		return results.map(({ state }) => state);
	}

	describe.each(KINDS)("%s", (kind) => {
		it("is there once, however often and however parallel its form is delivered", async () => {
			const text = freshText(kind);
			const values = await fillIn(kind, text);
			const form = forms.top();
			if (!form) throw new Error("no form is open");
			const entered = Object.entries(values).map(([block, value]) => [block, toState(block, value)]);
			const subject = kind === "create" ? { subject: text } : {};
			const body = forms.toSubmission(form, {
				...toStates(form.values),
				...subject,
				...Object.fromEntries(entered),
			});
			await Promise.all([forms.submit(values), forms.post(body), forms.post(body)]);
			await sandbox().idle();
			await sweep();
			expect(arrived(kind, text)).toBe(1);
		});

		it("is not sent again by itself when the answer was lost; “Send again” sends once more", async () => {
			const text = freshText(kind);
			fail(kind, { dropAnswer: true });
			await send(kind, text);
			const unknown = await forms.until("unknown");
			expect(unknown.says).toMatch(UNKNOWN[kind]);
			expect(unknown.says).toContain(text);
			expect(unknown.buttons).toContain(AGAIN[kind]);
			await sweep();
			expect(arrived(kind, text)).toBe(1);
			await sendAgain(kind);
			await sweep();
			// Zendesk knows a ticket's key, and answers with the ticket that it made from it.
			expect(arrived(kind, text)).toBe(kind === "create" && desk.vendor === "zendesk" ? 1 : 2);
		});

		it.each([
			["the connection is lost before", { drop: true }],
			["the desk's gateway answers 503", { status: 503 }],
		] satisfies [string, Fault][])("is not there when %s, and once after a press", async (_what, fault) => {
			const text = freshText(kind);
			fail(kind, fault);
			await send(kind, text);
			await until("an outcome", 20_000, () => forms.top()?.name !== "sending");
			await sweep();
			expect(arrived(kind, text)).toBe(0);
			if (forms.top()?.name === "unknown") await sendAgain(kind);
			else {
				expect(forms.top()?.says).toContain(`${desk.name} is not answering. Nothing was changed.`);
				expect(Object.values(forms.top()?.initial ?? {})).toContain(text);
				await forms.submit();
				if (kind === "reply") {
					await forms.until("confirm_reply");
					await forms.submit();
				}
				await forms.until("done");
			}
			await sweep();
			expect(arrived(kind, text)).toBe(1);
		});

		it("is there once when its message was lost and Cron sweeps twice at once", async () => {
			const text = freshText(kind);
			fail(kind, { drop: true });
			await send(kind, text);
			await forms.until("unknown");
			// As the row is between the promise and the first attempt, with no message on its way.
			const database = await sandbox().database();
			await database.exec("update operations set state = 'queued', next_at = 0 where state = 'unknown'");
			await Promise.all([sandbox().cron(), sandbox().cron()]);
			await forms.until("done");
			await sweep();
			expect(arrived(kind, text)).toBe(1);
		});

		it("is there once at most when workerd is killed right after the answer to the form", async () => {
			const text = freshText(kind);
			await send(kind, text);
			await sandbox().kill();
			await sandbox().revive();
			await sweep();
			const [state] = await states();
			expect(["done", "unknown"]).toContain(state);
			if (state === "done") expect(arrived(kind, text)).toBe(1);
			else expect(arrived(kind, text)).toBeLessThanOrEqual(1);
		});

		it("is there once, and said to be unknown, when workerd is killed during the call", async () => {
			const text = freshText(kind);
			fail(kind, { delayMs: 1_500 });
			await send(kind, text);
			await until("the call", 10_000, () => sandbox().faults.pending().length === 0);
			await sandbox().kill();
			await sandbox().revive();
			await until("the desk acts on it", 10_000, () => arrived(kind, text) === 1);
			await sweep();
			const unknown = await forms.until("unknown");
			expect(unknown.says).toMatch(UNKNOWN[kind]);
			if (kind !== "create") expect(unknown.says).toContain(text);
			expect(arrived(kind, text)).toBe(1);
		});

		it("is there once, and said to be unknown, when workerd is killed before it was written down", async () => {
			const text = freshText(kind);
			await fillIn(kind, text).then(async (values) => {
				const stop = watch(kind, text, () => {
					const match =
						desk.vendor === "zendesk"
							? "GET https://acme.zendesk.com/api/v2/"
							: "GET https://desk.zoho.eu/api/v1/tickets";
					sandbox().faults.add({ vendor: desk.vendor, match, delayMs: 5_000, times: 3 });
				});
				await forms.submit(values);
				await until("the desk acts on it", 10_000, () => arrived(kind, text) === 1);
				stop();
			});
			await until(
				"the look at what is there now",
				10_000,
				() => (sandbox().faults.pending()[0]?.times ?? 0) < 3,
			);
			await sandbox().kill();
			sandbox().faults.clear();
			await sandbox().revive();
			await sweep();
			await forms.until("unknown");
			expect(arrived(kind, text)).toBe(1);
		});
	});

	/** Calls `then` in the moment in which the desk has it. */
	function watch(kind: Kind, text: string, then: () => void): () => void {
		const stop = sandbox()[desk.vendor].subscribe(() => {
			if (arrived(kind, text) === 0) return;
			stop();
			then();
		});
		return stop;
	}

	it("is sent once more by the button of the message, however often that is pressed", async () => {
		const text = freshText("comment");
		fail("comment", { dropAnswer: true, delayMs: 700 });
		await send("comment", text);
		await forms.closeAll();
		const told = await until("the message", 20_000, () =>
			[...alex.sees(), ...alex.directMessages()].find(({ says }) => says.includes(text)),
		);
		await Promise.all([alex.press(told, AGAIN.comment), alex.press(told, AGAIN.comment)]);
		await until("the second one", 10_000, () => arrived("comment", text) === 2);
		await alex.press(told, AGAIN.comment);
		await sweep();
		expect(arrived("comment", text)).toBe(2);
	});

	it("is not there twice when the desk answers too late; the closed form's person is told by message", async () => {
		// One after the other Zendesk would refuse the second, for the first has changed the ticket.
		const kinds = desk.vendor === "zendesk" ? (["reply"] as const) : (["comment", "reply"] as const);
		const sent = kinds.map((kind) => ({ kind, text: freshText(kind) }));
		const since = await alex.type("help");
		for (const { kind, text } of sent) {
			fail(kind, { delayMs: 13_500 });
			await send(kind, text);
			await forms.closeAll();
		}
		const messages = () => [...alex.sees(), ...alex.directMessages()].filter(({ ts }) => ts > since.ts);
		for (const { kind, text } of sent) {
			await until("the person is told", 30_000, () =>
				messages().some(({ says }) => UNKNOWN[kind].test(says)),
			);
			await until("the late desk acts", 30_000, () => arrived(kind, text) === 1);
		}
		await sweep();
		expect(sent.map(({ kind, text }) => arrived(kind, text))).toEqual(sent.map(() => 1));
	});
});
