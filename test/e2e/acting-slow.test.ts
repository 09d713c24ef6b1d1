import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { SPEAKERS } from "../support/acting-words.ts";
import { createForms } from "../support/forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, waitFor } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";

const sandbox = useSandbox("acting-slow", BOOTED);
const story = createStory(sandbox);

/** Longer than Slack's leave to open a form lives. */
const SLOW_MS = 3_300;

beforeAll(async () => {
	for (const { channel } of DESKS) await story.signIn(story.person("alex", channel));
});

afterEach(() => sandbox().faults.clear());

const cases = DESKS.flatMap((desk) =>
	SPEAKERS.map((speaker) => ({ desk, name: desk.name, language: speaker.language, speaker })),
);

describe.each(cases)("$name takes longer than Slack waits, in $language", ({ desk, speaker }) => {
	const person = story.person(speaker.key, desk.channel);
	const forms = createForms(sandbox, person, desk.channel);

	/** One slow call: the others of the form are as fast as ever. */
	function delay(): void {
		const match = desk.vendor === "zendesk" ? "acme.zendesk.com/api/v2/tickets/1042" : "desk.zoho.eu/api/v1/";
		sandbox().faults.add({ vendor: desk.vendor, match, delayMs: SLOW_MS });
	}

	async function expectLoadingThen(name: string): Promise<void> {
		const loading = forms.top();
		expect(loading?.name).toBe("loading");
		expect(loading?.says).toMatch(/Looking up #|Asking|#.*を確認しています|問い合わせています/);
		const form = await waitFor(sandbox(), () => {
			const now = forms.top();
			return now && now.name !== "loading" ? now : undefined;
		});
		expect(form.id).toBe(loading?.id);
		expect(form.name).toBe(name);
		expect(form.inputs.length).toBeGreaterThan(0);
		await sandbox().idle();
		await forms.closeAll();
	}

	test("a command's form is open at once and becomes itself when the desk has answered", async () => {
		delay();
		const { teamId, userId } = person;
		const command = { teamId, userId, channelId: desk.channel, text: "comment 1042" };
		const { error, durationMs } = await sandbox().slack.command(command);
		expect(error).toBeNull();
		expect(durationMs).toBeLessThan(3_000);
		await expectLoadingThen("comment");
	});

	test("so is that of the card's button", async () => {
		const card = await person.type("1042");
		delay();
		await person.press(card, speaker.words.buttons.status);
		await expectLoadingThen("status");
	});
});
