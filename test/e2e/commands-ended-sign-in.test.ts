import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { expectOneLogLine } from "../support/log-lines.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";

const sandbox = useSandbox("commands-ended-sign-in", BOOTED);
const story = createStory(sandbox);

/** Ids of the agents in each desk. */
const AGENTS = {
	alex: { zendesk: 381204418, zoho: "520000000099002" },
	kenji: { zendesk: 381204420, zoho: "520000000099004" },
};

afterEach(() => sandbox().faults.clear());

async function count(table: string): Promise<number> {
	const database = await sandbox().database();
	return Number(await database.prepare(`select count(*) as n from ${table}`).first("n"));
}

describe.each(DESKS)("a sign-in to $name that ends", (desk) => {
	const alex = story.person("alex", desk.channel);
	const kenji = story.person("kenji", desk.channel);

	beforeAll(async () => {
		await story.signIn(alex);
		await story.signIn(kenji);
	});

	test("an access token that ran out is renewed once, unseen", async () => {
		const vendor = sandbox()[desk.vendor];
		const before = vendor.refreshCount();
		vendor.expireAccessTokens();
		expect((await alex.type("1042")).says).toContain(desk.subject);
		expect((await alex.type("1042")).says).toContain(desk.subject);
		expect(vendor.refreshCount()).toBe(before + 1);
	});

	test("a desk that takes no renewal for the moment loses nobody's sign-in", async () => {
		sandbox()[desk.vendor].expireAccessTokens();
		const match = desk.vendor === "zendesk" ? "/oauth/tokens" : "/oauth/v2/token";
		sandbox().faults.add({ vendor: desk.vendor, match, status: 503, times: 5 });
		const answer = await alex.type("1042");
		expect(answer.says).toContain(`${desk.name} is not answering. Nothing was changed.`);
		await expectOneLogLine(sandbox(), answer, { kind: "unavailable" });
		sandbox().faults.clear();
		expect((await alex.click(answer, "Try again")).says).toContain(desk.subject);
	});

	test.each([
		[
			"in English",
			"alex",
			"1042",
			"Your sign-in to *Acme Support* has ended. Sign in again, then I'll answer `/desk 1042`.",
		],
		[
			"in Japanese",
			"kenji",
			null,
			"*Acme Support* へのサインインの有効期限が切れました。再度サインインすると",
		],
	] as const)(
		"a sign-in revoked at the desk is asked for again %s, and then answered",
		async (_, who, typed, sentence) => {
			const person = who === "alex" ? alex : kenji;
			const number = typed ?? desk.kenjis.number;
			const { zendesk, zoho } = sandbox();
			if (desk.vendor === "zendesk") zendesk.revokeAll(AGENTS[who].zendesk);
			else zoho.revokeAll(AGENTS[who].zoho);

			const renewals = () =>
				sandbox()
					.traffic()
					.filter(
						({ method, url }) => method === "POST" && /oauth\/(v2\/)?tokens?$/.test(url.split("?")[0] ?? ""),
					);
			const before = renewals().length;
			const asked = await person.type(number);
			expect(asked.says).toContain(sentence);
			expect((await person.type("mine")).says).toContain(sentence.slice(0, 20));
			expect(renewals().length - before, "one renewal is tried, and no more").toBeLessThanOrEqual(1);

			const last = await person.type(number);
			expect((await person.signIn(last)).status).toBe(200);
			await person.until(last, ({ text }) => text.includes(`#${number} `));
			expect((await person.type(number)).text).toContain(`#${number} `);
		},
	);

	test("trouble during a sign-in stores nothing; another click on the command's button begins again", async () => {
		const links = await count("agent_links");
		await alex.type("disconnect");
		await sandbox().idle();
		const match = desk.vendor === "zendesk" ? "/oauth/tokens" : "/oauth/v2/token";
		sandbox().faults.add({ vendor: desk.vendor, match, status: 503 });
		const failed = await alex.signIn(await alex.type("1042"), { browser: createBrowser() });
		expect(failed.status).toBe(502);
		expect(failed.text).toContain("isn't answering as it should. Type your command again in a few minutes.");
		expect(await count("agent_links")).toBe(links - 1);
		await story.signIn(alex);
		expect(await count("agent_links")).toBe(links);
	});
});
