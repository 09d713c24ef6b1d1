import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Browser, createBrowser, type Page } from "../../sandbox/runtime/browser-walk.ts";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { orgForm, orgSeed, signInAsAdmin } from "../support/salesforce-story.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

const UAT = "acme--uat.sandbox";
const CALLBACK = "/oauth/salesforce/callback";

interface OrgRow {
	id: string;
	name: string;
	state: string;
	credential_id: string | null;
	organization_id: string | null;
	features: string;
	features_before: string | null;
	settings: string;
	terms_version: string | null;
	terms_by_name: string | null;
}

describe.each(SYNC_DESKS)("connecting Salesforce to $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-connecting-${desk.key}`, BOOTED);
	const salesforce = () => sandboxOf().salesforce;
	const uat = orgSeed(UAT);
	let browser: Browser;

	beforeAll(async () => {
		browser = await signInAsAdmin(sandboxOf(), desk.key);
	});
	afterEach(() => {
		for (const { key } of salesforce().orgs()) salesforce().clearTroubles(key);
		salesforce().setPolicy(
			{
				givesRefreshTokens: true,
				locksSessions: false,
				blocksRest: false,
				isAppInstalled: true,
				knowsCallback: true,
			},
			UAT,
		);
	});

	const userId = (org: string, key: string) =>
		salesforce()
			.orgs()
			.find((one) => one.key === org)
			?.users.find((one) => one.key === key)?.id ?? "";

	/** Up to Salesforce's own page. */
	async function leave(key: string, changed: Record<string, string> = {}): Promise<Page> {
		await browser.open(`${sandboxOf().origin}/admin/salesforce/new`);
		return browser.submit("Sign in to Salesforce", { ...orgForm(orgSeed(key)), ...changed });
	}
	async function connect(key: string, user: string, changed: Record<string, string> = {}): Promise<Page> {
		await leave(key, changed);
		return browser.submit("Allow", { person: userId(key, user) });
	}
	async function orgs(): Promise<OrgRow[]> {
		const database = await sandboxOf().database();
		const { results } = await database
			.prepare(
				"select o.* from orgs o join desks d on d.id = o.desk_id where d.provider = ? order by o.created_at",
			)
			.bind(desk.key)
			.all<OrgRow>();
		return results;
	}
	const openGrants = async () => {
		const database = await sandboxOf().database();
		return (
			await database
				.prepare("select count(*) as n from credentials where org_id is not null")
				.first<{ n: number }>()
		)?.n;
	};
	/** Said on the page; nothing of the grant is kept, and Salesforce was told. */
	async function isRefused(page: Page, words: string | RegExp, status = 403): Promise<void> {
		expect(page.status).toBe(status);
		expect(page.text).toMatch(words);
		expect((await orgs()).filter(({ state }) => state === "connected")).toEqual([]);
		expect(await openGrants()).toBe(0);
	}
	const revocations = () =>
		sandboxOf()
			.traffic()
			.filter(({ url }) => url.endsWith("/oauth2/revoke")).length;

	describe("is refused, with what to change and where", () => {
		it("A1.10, H3 when the edition has no API", async () => {
			await isRefused(await connect("tinyco", "tina"), /API is off.*Enterprise, Performance, Unlimited/);
		});
		it("A1.8, H3 when the user lacks “API Enabled”", async () => {
			await isRefused(await connect("acme", "alex"), /API Enabled.*Permission Sets/);
		});
		it("A1.9, H3 when the user may only use the API", async () => {
			await isRefused(await connect("acme", "robot"), /API Only User/);
		});
		it("A1.8 when rights are missing: each is named", async () => {
			const before = revocations();
			const page = await connect("acme", "priya");
			await isRefused(page, /lacks rights that are needed/);
			expect(page.text).toContain("Lead");
			expect(page.text).toContain("given back");
			expect(revocations()).toBe(before + 1);
		});
		it("A1.2 when production was chosen and it is a sandbox, and the other way round", async () => {
			await isRefused(
				await connect(UAT, "mina", { environment: "production" }),
				/This is a sandbox and you chose production/,
			);
			await isRefused(await connect("acme", "mina", { environment: "sandbox" }), /or the other way round/);
		});
		it("A1.8 when the app grants no refresh token", async () => {
			salesforce().setPolicy({ givesRefreshTokens: false }, UAT);
			await isRefused(await connect(UAT, "mina"), /no refresh token.*valid until revoked/);
		});
		it("A1.12, H3 when sessions are locked to an address: asked twice, not for ever", async () => {
			salesforce().setPolicy({ locksSessions: true }, UAT);
			const before = sandboxOf().traffic().length;
			await isRefused(await connect(UAT, "mina"), /Lock sessions to the IP address/);
			expect(sandboxOf().traffic().slice(before).length).toBeLessThan(8);
		});
		it("A1.12 when no session is valid for the API", async () => {
			salesforce().setPolicy({ blocksRest: true }, UAT);
			await isRefused(await connect(UAT, "mina"), /high-assurance.*API Access Control/);
		});
		it("A1.2 when somebody presses Deny", async () => {
			await leave(UAT);
			const page = await browser.submit("Deny", { person: userId(UAT, "mina") });
			await isRefused(page, /somebody pressed Deny/);
		});
		it("A1.2 when the secret is wrong, or the app isn't installed", async () => {
			const wrong = { client_secret: "not-the-secret" };
			await isRefused(await connect(UAT, "mina", wrong), /doesn't know the app by this key and secret/);
			salesforce().setPolicy({ isAppInstalled: false }, UAT);
			const page = await connect(UAT, "mina");
			expect(page.status).toBe(403);
			expect(page.text).toContain("Back to the form");
		});
		it("A1.2 when Salesforce doesn't answer", async () => {
			salesforce().addTrouble({ on: "page", code: "503", match: "/services/oauth2/token", times: 5 }, UAT);
			await isRefused(await connect(UAT, "mina"), /is not answering/, 502);
		});
		it("A1.2 when the key is unknown: Salesforce's own page says it", async () => {
			const page = await leave(UAT, { client_id: "3MVG9.nobody" });
			expect(page.text).toContain("invalid_client_id");
			expect((await orgs()).filter(({ state }) => state === "connected")).toEqual([]);
		});
		it("H3 redirect_uri_mismatch: the address to enter is on the first page, and the way back is open", async () => {
			const { origin } = sandboxOf();
			const first = await browser.open(`${origin}/admin/salesforce/new`);
			expect(first.text).toContain(`${origin}${CALLBACK}`);
			salesforce().setPolicy({ knowsCallback: false }, UAT);
			const page = await leave(UAT);
			expect(page.status).toBe(400);
			expect(page.text).toContain("redirect_uri_mismatch");
			const list = await browser.open(`${origin}/admin/salesforce`);
			expect(list.text).toContain("Not signed in yet");
		});
	});

	it("A1.1 the settings lead to the list of orgs, which says what to do first", async () => {
		await browser.open(`${sandboxOf().origin}/admin`);
		const list = await browser.follow("/admin/salesforce");
		expect(list.text).toContain("Salesforce");
		const first = await browser.follow("Connect an org");
		expect(first.url.pathname).toBe("/admin/salesforce/new");
	});

	it("A1.8, A1.10, A1.12, A1.14 what is needed on both sides is said before anything is entered", async () => {
		const { text } = await browser.open(`${sandboxOf().origin}/admin/salesforce/new`);
		for (const needed of [
			/Enterprise, Performance, Unlimited or Developer Edition, or any edition with API access/,
			/System Administrator, or may read accounts, contacts, leads/,
			/“API Enabled” and without “API Only User”/,
			/with a Salesforce sandbox and a test help desk first/,
			/Lock sessions to the IP address/,
		])
			expect(text).toMatch(needed);
	});

	it("A1.13 PKCE may be required and stay so: every sign-in brings its own challenge", async () => {
		expect(salesforce().policy(UAT).requiresPkce).toBe(true);
		const challenges = [];
		for (let round = 0; round < 2; round++) {
			const { searchParams } = (await leave(UAT)).url;
			expect(searchParams.get("code_challenge_method")).toBe("S256");
			challenges.push(searchParams.get("code_challenge"));
		}
		expect(challenges[0]).toMatch(/^[\w-]{43}$/);
		expect(new Set(challenges).size).toBe(2);
	});

	it("A1.2 nothing begins without the terms, not even by a request made by hand", async () => {
		const before = (await orgs()).length;
		for (const missing of ["terms", "session"]) {
			await browser.open(`${sandboxOf().origin}/admin/salesforce/new`);
			const page = await browser.submit("Sign in to Salesforce", { ...orgForm(uat), [missing]: "" });
			expect(page.status).toBe(422);
			expect(page.url.origin).toBe(sandboxOf().origin);
			// What was typed is still there.
			expect(page.html).toContain(uat.clientId);
		}
		const forged = { ...orgForm(uat), terms: "no" };
		const answer = await browser.submitOnly("Sign in to Salesforce", forged);
		expect(answer.status).toBe(422);
		expect((await orgs()).length).toBe(before);
	});

	it.each(["Que?stion", "a/b", "a`b", "a_b", "<a>", ""])(
		"A1.7 the name %j is refused beside its field",
		async (name) => {
			const page = await leave(UAT, { name });
			expect(page.status).toBe(422);
			expect(page.url.pathname).toBe("/admin/salesforce/new");
		},
	);

	it.each([
		"https://evil.example",
		"acme.my.salesforce.com.evil.example",
		"127.0.0.1",
		"user@acme.my.salesforce.com",
	])("A1.2 the host %j is refused beside its field", async (host) => {
		const page = await leave(UAT, { host });
		expect(page.status).toBe(422);
		expect(page.text).toContain("That isn't an address of Salesforce");
	});

	it("A1.2 a return with a state that is forged, used or another browser's ends nowhere", async () => {
		const { origin } = sandboxOf();
		expect((await browser.open(`${origin}${CALLBACK}?code=x&state=forged`)).status).toBe(400);
		await leave(UAT);
		const back = await browser.submitOnly("Deny", { person: userId(UAT, "mina") });
		const location = new URL(back.headers.get("location") ?? "");
		expect(location.pathname).toBe(CALLBACK);
		const callback = `${origin}${CALLBACK}${location.search}`;
		// Another browser's: it ends nothing either.
		expect((await createBrowser().open(callback)).status).toBe(400);
		expect((await browser.open(callback)).status).toBe(403);
		expect((await browser.open(callback)).status).toBe(400);
		expect((await orgs()).filter(({ state }) => state === "connected")).toEqual([]);
	});

	it("A1.3–A1.6, A2, A4.1–A4.5, A5 a new org is in the list with everything off; reconnected it has its settings and four things off", async () => {
		const { origin } = sandboxOf();
		const page = await connect(UAT, "mina");
		expect(page.status).toBe(200);
		expect(page.text).toContain("Everything is off until you switch it on");
		const [org] = (await orgs()).filter(({ state }) => state === "connected");
		if (!org) throw new Error("not connected");
		expect(Object.values(JSON.parse(org.features)).some(Boolean)).toBe(false);
		expect(org).toMatchObject({ terms_by_name: "Mina Kato", terms_version: expect.stringMatching(/./) });
		const at = `${origin}/admin/salesforce/${org.id}`;
		// A1.6: what can be set up of the sync has its pages.
		for (const tab of ["objects", "runs", "issues"]) {
			expect((await browser.open(`${at}/${tab}`)).html).toContain(
				`href="/admin/salesforce/${org.id}/${tab}"`,
			);
		}

		// A1.5, A1.4: renamed, and its features in the list.
		await browser.open(`${at}/rename`);
		await browser.submit("/rename", { name: "Acme Test 東京" });
		await browser.open(at);
		await browser.submit("/features", { accounts: "yes", people: "yes" });
		const list = await browser.open(`${origin}/admin/salesforce`);
		expect(list.text).toContain("Acme Test 東京");
		expect(list.text).toContain("Accounts → organizations");
		const [before] = (await orgs()).filter(({ id }) => id === org.id);

		// The same org again beside it.
		const twice = await connect(UAT, "integration");
		expect(twice.status).toBe(409);
		expect(twice.text).toContain("connected already, as “Acme Test 東京”");

		// A2: a second org on the same desk.
		await connect("acme", "mina");
		expect((await orgs()).filter(({ state }) => state === "connected")).toHaveLength(2);

		// A4.1, A4.5: disconnected, revoked, and everything kept.
		const revokedBefore = revocations();
		await browser.open(`${at}/disconnect`);
		await browser.submit("/disconnect");
		expect(revocations()).toBe(revokedBefore + 1);
		expect((await orgs()).find(({ id }) => id === org.id)).toMatchObject({
			state: "disconnected",
			credential_id: null,
			settings: before?.settings,
		});
		const asked = salesforce().callCount(UAT);
		await sandboxOf().passTime(3_600_000);
		await sandboxOf().cron();
		expect(salesforce().callCount(UAT)).toBe(asked);

		// Another org under the second one's name: that one stays as it is.
		const [second] = (await orgs()).filter(({ state }) => state === "connected");
		const { host = "", client_id = "", client_secret = "" } = orgForm(orgSeed("acme-jp"));
		await browser.open(`${origin}/admin/salesforce/${second?.id}/sign-in`);
		const app = { host, client_id, client_secret, session: "yes", terms: "yes" };
		await browser.submit("Sign in to Salesforce", app);
		const other = await browser.submit("Allow", { person: userId("acme-jp", "yuki") });
		expect(other.status).toBe(409);
		expect(other.text).toContain("another org than the one this connection belongs to");
		expect((await orgs()).find(({ id }) => id === second?.id)).toMatchObject({
			state: "connected",
			organization_id: second?.organization_id,
			credential_id: second?.credential_id,
		});

		// A4.2, A4.3: the same org again, by the list's way.
		const back = await connect(UAT, "mina");
		expect(back.url.pathname).toBe(`/admin/salesforce/${org.id}`);
		expect(back.text).toContain("Connected again, with its settings");
		const [known] = (await orgs()).filter(({ id }) => id === org.id);
		expect(known).toMatchObject({ state: "connected", settings: before?.settings });
		const features = JSON.parse(known?.features ?? "{}");
		for (const one of ["accounts", "people", "cases", "triggers"]) expect(features[one] ?? false).toBe(false);
		await browser.submit("Switch them on again");
		const [restored] = (await orgs()).filter(({ id }) => id === org.id);
		expect(JSON.parse(restored?.features ?? "{}")).toMatchObject({ accounts: true, people: true });
	});
});
