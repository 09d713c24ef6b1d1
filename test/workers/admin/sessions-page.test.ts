import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Browser } from "../../../sandbox/runtime/browser-walk.ts";
import {
	connectDesk,
	createStage,
	emptyTables,
	ORIGIN,
	openSetup,
	register,
	rows,
	type Stage,
	signIn,
} from "./stage.ts";

let stage: Stage;

beforeEach(async () => {
	await emptyTables();
	stage = createStage();
	await openSetup(stage.browser);
	await connectDesk(stage.browser);
});
afterEach(() => {
	vi.restoreAllMocks();
});

const openSessions = () => stage.browser.open(`${ORIGIN}/admin/sessions`);
const actions = async () => (await rows("audit_log")).map(({ action }) => action);

async function signInAgain(): Promise<Browser> {
	const other = stage.openBrowser();
	await other.open(`${ORIGIN}/admin/sign-in`);
	await other.submit("Sign in with Zendesk");
	await other.submit("allow", { person: "381204417" });
	return other;
}

async function isSignedIn(browser: Browser): Promise<boolean> {
	await browser.open(`${ORIGIN}/admin`);
	return browser.page.url.pathname === "/admin";
}

describe("the list of sessions", () => {
	it("names who is signed in since when, which is this browser, and says when there is no other", async () => {
		const { text } = await openSessions();
		expect(text).toMatch(/Mina Kato.*now.*in 12 hours.*This browser/s);
		expect(text).toContain("Nobody else is signed in.");
		expect(text).not.toContain("Sign out all others");
	});

	it("shows neither one that has ended nor another desk's", async () => {
		await signInAgain();
		const [first] = await rows("sessions");
		await env.DB.prepare("update sessions set expires_at = 1 where token_hash <> ?")
			.bind(first?.token_hash)
			.run();
		const other = stage.openBrowser();
		await openSetup(other);
		await register(other, "zoho");
		await signIn(other, { person: "mina@acme.example", organisation: "60012345" });
		await other.submit("Connect Acme Support");
		expect((await openSessions()).text).toContain("Nobody else is signed in.");
	});

	it("is for administrators only", async () => {
		expect((await stage.ask("/admin/sessions")).headers.get("location")).toBe("/admin/sign-in");
		const headers = { "sec-fetch-site": "same-origin" };
		const answer = await stage.ask("/admin/sessions/others", { method: "POST", headers });
		expect(answer.headers.get("location")).toBe("/admin/sign-in?ended=1");
		expect(await rows("sessions")).toHaveLength(1);
	});
});

describe("ending sessions", () => {
	it("signs one other browser out, and writes down whose", async () => {
		const [second, third] = [await signInAgain(), await signInAgain()];
		await openSessions();
		await stage.browser.submit("Sign out");
		expect(stage.browser.page.text).toContain("Signed out.");
		const left = [await isSignedIn(second), await isSignedIn(third)];
		expect(left.filter(Boolean)).toHaveLength(1);
		expect((await rows("audit_log")).at(-1)).toMatchObject({
			action: "admin.session_ended",
			subject: "agent:381204417",
			actor_name: "Mina Kato",
		});
	});

	it("signs all others out at once, and stays itself", async () => {
		const [second, third] = [await signInAgain(), await signInAgain()];
		await openSessions();
		await stage.browser.submit("Sign out all others");
		expect([await isSignedIn(second), await isSignedIn(third)]).toEqual([false, false]);
		expect(await isSignedIn(stage.browser)).toBe(true);
		const last = (await rows("audit_log")).at(-1);
		expect(last).toMatchObject({ action: "admin.other_sessions_ended", details: '{"sessions":2}' });
	});

	it("of nobody, of what is none, and of another desk changes and records nothing", async () => {
		const other = stage.openBrowser();
		await openSetup(other);
		await register(other, "zoho");
		await signIn(other, { person: "mina@acme.example", organisation: "60012345" });
		await other.submit("Connect Acme Support");
		const before = { sessions: await rows("sessions"), actions: await actions() };
		const foreign = before.sessions.at(-1)?.token_hash;
		const cookie = [...stage.browser.cookies("localhost:8787")].map((pair) => pair.join("=")).join("; ");
		const headers = {
			cookie,
			"content-type": "application/x-www-form-urlencoded",
			"sec-fetch-site": "same-origin",
		};
		const end = async (body: string, path = "/admin/sessions") =>
			(await stage.ask(path, { method: "POST", headers, body })).status;
		expect(await end(`session=${foreign}`)).toBe(303);
		expect(await end(`session=${"0".repeat(64)}`)).toBe(303);
		expect(await end("session=' or 1=1 --")).toBe(404);
		expect(await end("")).toBe(404);
		expect(await end("", "/admin/sessions/others")).toBe(303);
		expect({ sessions: await rows("sessions"), actions: await actions() }).toEqual(before);
	});
});
