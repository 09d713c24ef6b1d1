import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { orgForm, orgSeed } from "../support/salesforce-story.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { until } from "../support/until.ts";

const UAT = "acme--uat.sandbox";
const MINUTE_MS = 60_000;
const WAIT_MS = 30_000;
const TOKEN = /POST https:\/\/[^ ]*salesforce\.com\/services\/oauth2\/token/;
const SALESFORCE = /https:\/\/[^ ]*salesforce\.com\//;

/** Why the sign-in ended, as its administrators find it: what they read in either language. */
interface Ending {
	name: string;
	state: "needs_sign_in" | "needs_admin";
	en: RegExp;
	ja: RegExp;
	/** What happened at Salesforce, and what is done about it there before somebody signs in. */
	happens(): void | Promise<void>;
	mended?(): void;
}

describe.each(SYNC_DESKS)("the sign-in to Salesforce that a sync with $name stands on", (desk) => {
	const sandboxOf = useSandbox(`salesforce-tokens-${desk.key}`, BOOTED);
	const salesforce = () => sandboxOf().salesforce;
	let story: SyncStory;

	beforeAll(async () => {
		story = await openSyncStory(sandboxOf(), desk);
		await story.run();
	});
	beforeEach(async () => {
		sandboxOf().faults.clear();
		salesforce().clearTroubles();
		desk.makeEasy(sandboxOf());
	});

	const made = (name: string) => story.made("Account", { Name: name });
	const calls = (match: RegExp) =>
		sandboxOf()
			.traffic()
			.filter(({ method, url }) => match.test(`${method} ${url}`)).length;
	/** Of records: what a run reads after a stop is neither read again nor missed. */
	const read = async () => (await story.lastRun()).read;
	async function orgState() {
		const database = await sandboxOf().database();
		return database
			.prepare("select state, trouble from orgs where id = ?")
			.bind(story.orgId)
			.first<{ state: string; trouble: string | null }>();
	}
	/** As the org's page leads there. */
	async function signInAgain(): Promise<void> {
		const { browser, page } = story;
		await browser.open(`${page}/sign-in`);
		const { host = "", client_id = "", client_secret = "" } = orgForm(orgSeed(UAT));
		const app = { host, client_id, client_secret, session: "yes", terms: "yes" };
		await browser.submit("Sign in to Salesforce", app);
		await browser.submit("Allow");
		expect(browser.page.url.pathname).toBe(new URL(page).pathname);
	}
	/** Quiet until somebody does something, however often Cron comes. */
	async function staysQuiet(most: { tokens: number; others: number }): Promise<void> {
		const before = { tokens: calls(TOKEN), all: calls(SALESFORCE) };
		for (let round = 0; round < 3; round++) {
			await sandboxOf().passTime(6 * MINUTE_MS);
			await sandboxOf().cron();
		}
		const tokens = calls(TOKEN) - before.tokens;
		expect(tokens).toBeLessThanOrEqual(most.tokens);
		expect(calls(SALESFORCE) - before.all - tokens).toBeLessThanOrEqual(most.others);
	}
	const isOnce = (name: string) =>
		expect(desk.organizations(sandboxOf()).filter((one) => one.name === name)).toHaveLength(1);

	it("is renewed once, though a sync and eight pages need it at once", async () => {
		made("Raced Ltd");
		salesforce().expireAccessTokens(UAT);
		const before = [salesforce().refreshCount(UAT), calls(TOKEN)];
		const other = story.browser.cookies(new URL(story.page).host);
		const open = (path: string) =>
			sandboxOf().fetch(new URL(`${story.page}${path}`).pathname, {
				headers: { cookie: [...other].map(([name, value]) => `${name}=${value}`).join("; ") },
			});
		await story.start("Sync now");
		const pages = ["/objects/account/fields", "/objects/contact/fields", "/objects/account/filter", "/shown"];
		const answers = await Promise.all([...pages, ...pages].map(open));
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
		await story.ended();
		expect([salesforce().refreshCount(UAT), calls(TOKEN)]).toEqual(before.map((count) => count + 1));
		expect((await orgState())?.state).toBe("connected");
		isOnce("Raced Ltd");
	});

	it("is renewed once though workerd is killed right after, and the new pair is used", async () => {
		salesforce().expireAccessTokens(UAT);
		await story.run();
		const before = calls(TOKEN);
		await sandboxOf().kill();
		await sandboxOf().revive();
		made("After the kill");
		await story.run();
		expect(calls(TOKEN)).toBe(before);
		isOnce("After the kill");
	});

	it("needs no sign-in where the refresh token doesn't rotate and the answer of a renewal was lost", async () => {
		salesforce().setPolicy({ rotatesRefreshTokens: false }, UAT);
		salesforce().expireAccessTokens(UAT);
		sandboxOf().faults.add({ vendor: "salesforce", match: "/services/oauth2/token", dropAnswer: true });
		made("Not rotated");
		const before = calls(TOKEN);
		await story.run();
		expect(calls(TOKEN) - before).toBe(2);
		expect((await orgState())?.state).toBe("connected");
		isOnce("Not rotated");
		salesforce().setPolicy({ rotatesRefreshTokens: true }, UAT);
	});

	const user = () =>
		salesforce()
			.orgs()
			.find(({ key }) => key === UAT)?.users[0]?.id ?? "";
	const expire = () => salesforce().expireAccessTokens(UAT);
	/** Renewed twice, then the first of both tokens is sent by somebody who has a copy. */
	async function replay(): Promise<void> {
		for (const _ of [1, 2]) {
			expire();
			await story.run();
		}
		const sent = sandboxOf()
			.traffic()
			.filter(({ method, url }) => TOKEN.test(`${method} ${url}`))
			.map(({ requestBody }) => new URLSearchParams(requestBody ?? ""))
			.filter((form) => form.get("grant_type") === "refresh_token");
		const old = sent.at(-2);
		if (!old) throw new Error("no token was renewed");
		const url = `https://${orgSeed(UAT).isSandbox ? `${UAT}.my` : "login"}.salesforce.com/services/oauth2/token`;
		const answer = await salesforce().fetch(new Request(url, { method: "POST", body: old }));
		expect([answer.status, await answer.json()]).toMatchObject([400, { error: "invalid_grant" }]);
	}
	const ENDINGS: Ending[] = [
		{
			name: "a renewal whose answer was lost: the rotated token, sent once more, ends it",
			state: "needs_sign_in",
			en: /An answer of Salesforce was lost .* Sign in again, once/,
			ja: /応答が届きませんでした.*一度だけ/,
			happens() {
				expire();
				sandboxOf().faults.add({ vendor: "salesforce", match: "/services/oauth2/token", dropAnswer: true });
			},
		},
		{
			name: "somebody's replay of a rotated token: all of the family is dead",
			state: "needs_sign_in",
			en: /The access that was granted has ended/,
			ja: /許可されたアクセス権が終了しました/,
			happens: replay,
		},
		{
			name: "an administrator of Salesforce who revoked the access",
			state: "needs_sign_in",
			en: /somebody revoked it in Salesforce/,
			ja: /Salesforce で取り消されたか/,
			happens: () => salesforce().revokeTokens(undefined, UAT),
		},
		{
			name: "a user who was frozen",
			state: "needs_sign_in",
			en: /frozen, locked out/,
			ja: /凍結、ロック/,
			happens: () => salesforce().setUser(user(), { isFrozen: true }, UAT),
			mended: () => salesforce().setUser(user(), { isFrozen: false }, UAT),
		},
		{
			name: "a user who was deactivated",
			state: "needs_admin",
			en: /The user is not active\. Activate them in Setup → Users/,
			ja: /ユーザーが無効です/,
			happens: () => salesforce().setUser(user(), { isActive: false }, UAT),
			mended: () => salesforce().setUser(user(), { isActive: true }, UAT),
		},
		{
			name: "sessions that are locked to an address: refused right after each renewal",
			state: "needs_admin",
			en: /Clear “Lock sessions to the IP address/,
			ja: /IP アドレスとセッションをロックする/,
			happens: () => salesforce().setPolicy({ locksSessions: true }, UAT),
			mended: () => salesforce().setPolicy({ locksSessions: false }, UAT),
		},
		{
			name: "an app whose secret was replaced",
			state: "needs_admin",
			en: /key and secret that are stored/,
			ja: /保存されている鍵と秘密/,
			happens() {
				expire();
				salesforce().addTrouble({ on: "token", code: "invalid_client", times: 50 }, UAT);
			},
			mended: () => salesforce().clearTroubles(UAT),
		},
	];

	// What Salesforce refuses has nothing to do with the desk: one of each kind for the second.
	const own = desk.key === "zendesk" ? ENDINGS : ENDINGS.filter(({ name }) => /lost|deactivated/.test(name));

	it.each(own)("H3 ends by $name: said, quiet, and one sign-in goes on where it was", async (ending) => {
		const name = `${ending.name.slice(0, 30)} ${desk.key}`;
		const before = made(`Before ${name}`);
		await story.run();
		expect(await story.linked(before)).toBeDefined();
		const writes = story.organization(`Before ${name}`)?.writes;

		await ending.happens();
		made(`Meanwhile ${name}`);
		await story.start("Sync now");
		await until("it is recognised", WAIT_MS, async () => (await orgState())?.state === ending.state);
		const refused = /Waits: Salesforce refuses the sign-in/;
		await until("the run waits", WAIT_MS, async () =>
			refused.test((await story.browser.open(`${story.page}/runs`)).text),
		);
		// What needs a change is looked at hourly: a probe and its repeat.
		await staysQuiet(ending.state === "needs_admin" ? { tokens: 1, others: 2 } : { tokens: 0, others: 0 });
		expect((await story.browser.open(story.page)).text).toMatch(ending.en);
		expect((await story.browser.open(`${story.page}?lang=ja`)).text).toMatch(ending.ja);
		await story.browser.open(`${story.page}?lang=en`);

		ending.mended?.();
		await signInAgain();
		expect(await orgState()).toEqual({ state: "connected", trouble: null });
		await story.goOn(0);
		await story.ended();
		await story.run();
		isOnce(`Before ${name}`);
		isOnce(`Meanwhile ${name}`);
		expect(story.organization(`Before ${name}`)?.writes).toBe(writes);
		expect(await read()).toBeLessThan(100);
	});
});
