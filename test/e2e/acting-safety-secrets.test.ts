import { beforeAll, describe, expect, it } from "vitest";
import { createSafetyForms } from "../support/safety-forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory } from "../support/slack-story.ts";
import { holdsText, readStoredFiles, type StoredFile } from "../support/stored-bytes.ts";
import { DESKS } from "../support/story-desks.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("acting-safety-secrets", BOOTED);
const story = createStory(sandbox);

/** Found nowhere else, neither in the seed nor in a reference. */
const TYPED = {
	comment: "quokka-comment-typed-by-alex",
	reply: "wombat-reply-typed-by-alex",
	draft: "numbat-draft-typed-by-alex",
	subject: "bilby-subject-typed-by-alex",
	description: "potoroo-description-typed-by-alex",
	requester: "pademelon@requesters.example",
	lost: "dunnart-lost-typed-by-alex",
	refused: "quoll-refused-typed-by-alex",
};

describe("what is on disk and in the log after people have written", () => {
	let files: StoredFile[];
	let log: string;
	const recipients: string[] = [];
	const responseUrls = new Set<string>();

	beforeAll(async () => {
		for (const desk of DESKS) {
			const alex = story.person("alex", desk.channel);
			const forms = createSafetyForms(sandbox, alex, desk.channel);
			const isZendesk = desk.vendor === "zendesk";
			const who = { teamId: alex.teamId, userId: alex.userId };
			await story.signIn(alex);

			await forms.open(`comment ${desk.number}`);
			await forms.submit({ text: TYPED.comment });
			await forms.until("done");
			await forms.closeAll();

			await forms.open(`reply ${desk.number}`);
			await forms.submit({ text: TYPED.reply });
			await forms.until("confirm_reply");
			await forms.submit();
			await forms.until("done");
			await forms.closeAll();

			// A preview that nobody confirms.
			await forms.open(`reply ${desk.number}`);
			await forms.submit({ text: TYPED.draft });
			recipients.push(
				...((await forms.until("confirm_reply")).says.match(/[\w.-]+@[\w.-]+\.example/g) ?? []),
			);
			await forms.closeAll();

			// A form that is refused, one whose answer is lost, and one that the person has no right to.
			await forms.open(`create ${TYPED.subject}`);
			const viewId = forms.top()?.id ?? "";
			const department = {
				...who,
				source: { kind: "view", viewId } as const,
				blockId: "department",
				actionId: "department",
			};
			const [support] = (await sandbox().slack.suggest({ ...department, query: "Support" })).options;
			const hash = forms.top()?.hash;
			await sandbox().slack.act({ ...department, value: support?.value ?? "" });
			await until("the department's fields", 10_000, () => forms.top()?.hash !== hash);
			sandbox().faults.add({ vendor: desk.vendor, match: "POST https://", status: 422 });
			await forms.submit({ requester: TYPED.requester, description: TYPED.description }, true);
			await until("an outcome", 10_000, () => forms.top()?.name !== "sending");
			await forms.closeAll();

			sandbox().faults.clear();
			await forms.open(`comment ${desk.number}`);
			sandbox().faults.add({
				vendor: desk.vendor,
				match: isZendesk ? "PUT https://" : "/comments",
				dropAnswer: true,
			});
			await forms.submit({ text: TYPED.lost });
			await forms.until("unknown");
			await forms.closeAll();

			await forms.open(`comment ${desk.number}`);
			sandbox().faults.add({
				vendor: desk.vendor,
				match: isZendesk ? "PUT https://" : "/comments",
				status: 403,
			});
			await forms.submit({ text: TYPED.refused });
			await forms.until("comment");
			await forms.closeAll();

			// From a card: its address for the answer goes along, and the outcome is written by it.
			const card = await alex.type(desk.number);
			await alex.press(card, "Internal comment");
			await forms.until("comment");
			await forms.submit({ text: TYPED.comment });
			await forms.until("done");
			await forms.closeAll();
		}
		for (const { url } of sandbox().traffic()) {
			if (url.startsWith("https://hooks.slack.com/")) responseUrls.add(url);
		}
		await sandbox().idle();
		await sandbox().kill();
		files = await readStoredFiles(sandbox().persistDir);
		await sandbox().revive();
		log = sandbox()
			.logs()
			.map(({ message }) => message)
			.join("\n");
	});

	it("is worth the search: operations of every state are there, with their people", async () => {
		const database = await sandbox().database();
		const { results } = await database
			.prepare("select distinct state from operations order by state")
			.all<{ state: string }>();
		expect(results.map(({ state }) => state)).toEqual(["done", "draft", "refused", "unknown"]);
		expect(recipients.length).toBeGreaterThan(1);
		expect(responseUrls.size).toBeGreaterThan(0);
		expect(files.some(({ bytes }) => holdsText(bytes, "U0ALEX0001"))).toBe(true);
		expect(log).toContain("operation.unknown");
		expect(log).toContain("forbidden");
	});

	it("holds no word that was typed, no recipient and no address for an answer in clear", () => {
		const secrets = [...Object.values(TYPED), ...recipients, ...responseUrls, "hooks.slack.com/"];
		const found = files.flatMap(({ name, bytes }) =>
			secrets.filter((secret) => holdsText(bytes, secret)).map((secret) => `${secret} in ${name}`),
		);
		expect(found).toEqual([]);
	});

	it("logs none of them either", () => {
		const secrets = [...Object.values(TYPED), ...recipients, ...responseUrls, "hooks.slack.com/"];
		expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
	});

	it("is gone a day later, drafts and unknown outcomes too", async () => {
		await sandbox().passTime(25 * 3_600_000);
		await sandbox().cron();
		const database = await sandbox().database();
		const { results } = await database.prepare("select id from operations").all();
		expect(results).toEqual([]);
	});
});
