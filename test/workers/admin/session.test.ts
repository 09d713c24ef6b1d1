import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
	connectDesk,
	createStage,
	emptyTables,
	enterSlackApp,
	install,
	ORIGIN,
	openSetup,
	register,
	rows,
	type Stage,
	signIn,
} from "./stage.ts";

const MINA = { person: "381204417" };

let stage: Stage;

beforeEach(async () => {
	await emptyTables();
	stage = createStage();
	await openSetup(stage.browser);
});
afterEach(() => {
	vi.restoreAllMocks();
});

describe("a session", () => {
	it("begins again by signing in to a connected desk, which keeps its own grant", async () => {
		await connectDesk(stage.browser);
		const [before] = await rows("desks");
		const again = stage.openBrowser();
		await again.open(`${ORIGIN}/admin`);
		expect(again.page.url.pathname).toBe("/admin/sign-in");
		await again.submit("Sign in with Zendesk");
		await again.submit("allow", MINA);
		expect(again.page.url.pathname).toBe("/admin");
		expect(again.page.text).toContain("Signed in as Mina Kato");
		expect(await rows("desks")).toEqual([before]);
		expect(await rows("credentials")).toHaveLength(1);
		expect(stage.calls.at(-1)).toBe("DELETE acme.zendesk.com/api/v2/oauth/tokens/current");
	});

	it("is not given to an agent who administers nothing", async () => {
		await connectDesk(stage.browser);
		const other = stage.openBrowser();
		await other.open(`${ORIGIN}/admin/sign-in`);
		await other.submit("Sign in with Zendesk");
		await other.submit("allow", { person: "381204418" });
		expect(other.page.status).toBe(403);
		expect(await rows("sessions")).toHaveLength(1);
	});

	it("asks for the agreement again when its text is another one", async () => {
		await connectDesk(stage.browser);
		await env.DB.exec("UPDATE agreements SET text_version = 'older'");
		const again = stage.openBrowser();
		await again.open(`${ORIGIN}/admin/sign-in`);
		await again.submit("Sign in with Zendesk");
		expect(again.page.text).toContain("What is kept");
		await signIn(again, MINA);
		expect(again.page.url.pathname).toBe("/admin");
		expect(await rows("agreements")).toHaveLength(2);
		expect(await rows("credentials")).toHaveLength(1);
	});

	it("ends when somebody signs out, and its cookie opens nothing any more", async () => {
		const { browser } = stage;
		await connectDesk(browser);
		const cookie = [...browser.cookies("localhost:8787")]
			.map(([name, value]) => `${name}=${value}`)
			.join("; ");
		expect((await stage.ask("/admin", { headers: { cookie } })).status).toBe(200);
		await browser.submit("Sign out");
		expect(browser.page.url.pathname).toBe("/");
		expect((await stage.ask("/admin", { headers: { cookie } })).status).toBe(303);
	});

	it("ends after its time", async () => {
		await connectDesk(stage.browser);
		await env.DB.exec("UPDATE sessions SET expires_at = 1");
		await stage.browser.open(`${ORIGIN}/admin`);
		expect(stage.browser.page.url.pathname).toBe("/admin/sign-in");
	});

	it("is always a new one: nobody signs somebody else in to a session they know", async () => {
		const planted = "p".repeat(43);
		await register(stage.browser, "zendesk");
		await signIn(stage.browser, MINA);
		const { pathname } = stage.browser.page.url;
		const own = [...stage.browser.cookies("localhost:8787")].map(([name, value]) => `${name}=${value}`);
		const answer = await stage.ask(pathname, {
			method: "POST",
			headers: { cookie: [...own, `__Host-deskbridge_session=${planted}`].join("; "), origin: ORIGIN },
		});
		expect(answer.status).toBe(303);
		const given = answer.headers.getSetCookie().find((one) => one.startsWith("__Host-deskbridge_session="));
		expect(given).toBeDefined();
		expect(given).not.toContain(planted);
		const cookie = `__Host-deskbridge_session=${planted}`;
		expect((await stage.ask("/admin", { headers: { cookie } })).status).toBe(303);
	});

	it("is kept as a hash, in a cookie that scripts and other sites don't get", async () => {
		await register(stage.browser, "zendesk");
		await signIn(stage.browser, MINA);
		const answer = await stage.browser.submitOnly("Connect Acme");
		const cookie = answer.headers.getSetCookie().find((one) => one.startsWith("__Host-deskbridge_session"));
		for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"])
			expect(cookie).toContain(attribute);
		const token = /=([^;]+)/.exec(cookie ?? "")?.[1] ?? "";
		expect(JSON.stringify(await rows("sessions"))).not.toContain(token);
	});
});

describe("a connected desk", () => {
	it("is not forgotten like a registration", async () => {
		await connectDesk(stage.browser);
		const [desk] = await rows("desks");
		await stage.browser.open(`${ORIGIN}/setup/desks/${desk?.id}`);
		expect(stage.browser.page.text).not.toContain("Remove this registration");
		const cookies = [...stage.browser.cookies("localhost:8787")];
		const headers = {
			cookie: cookies.map(([name, value]) => `${name}=${value}`).join("; "),
			"sec-fetch-site": "same-origin",
		};
		const answer = await stage.ask(`/setup/desks/${desk?.id}/remove`, { method: "POST", headers });
		expect(answer.status).toBe(404);
		expect(await rows("desks")).toEqual([desk]);
	});
});

describe("what belongs to another desk", () => {
	it("does not exist for this one", async () => {
		await enterSlackApp(stage.browser);
		await connectDesk(stage.browser);
		await install(stage.browser, { person: "U0MINA0001", channel: "C0SUPPORT1" });
		const [workspace] = await rows("workspaces");
		const other = stage.openBrowser();
		await openSetup(other);
		await register(other, "zoho");
		await signIn(other, { person: "mina@acme.example", organisation: "60012345" });
		await other.submit("Connect Acme Support");
		await other.open(`${ORIGIN}/admin/workspaces/${workspace?.id}`);
		expect(other.page.status).toBe(404);
		const cookie = [...other.cookies("localhost:8787")].map(([name, value]) => `${name}=${value}`).join("; ");
		const headers = {
			cookie,
			"content-type": "application/x-www-form-urlencoded",
			"sec-fetch-site": "same-origin",
		};
		for (const action of ["state", "test", "check"]) {
			const init = { method: "POST", headers, body: "state=disabled" };
			expect((await stage.ask(`/admin/workspaces/${workspace?.id}/${action}`, init)).status).toBe(404);
		}
		expect(await rows("workspaces")).toEqual([workspace]);
	});
});
