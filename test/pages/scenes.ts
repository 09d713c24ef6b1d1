/** What the pages are looked at in: each scene is a sandbox of its own, the same every time. */
import { ACME_ZENDESK, bootForPeople, connectDesk, setUp } from "../../sandbox/runtime/boot.ts";
import { createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { nameHostilely } from "./hostile.ts";
import { fillWithLife } from "./life.ts";
import { readId } from "./rows.ts";
import { findTroubled, makeTrouble } from "./trouble.ts";

export type SceneName = "fresh" | "empty" | "working" | "trouble" | "hostile";

export interface World {
	sandbox: Sandbox;
	/** What `{name}` in an address of the list stands for. */
	ids: Readonly<Record<string, string>>;
	/** What happens once the visitors have signed in. */
	afterSignIn?: () => Promise<void>;
}

export const SCENES: Readonly<Record<SceneName, (sandbox: Sandbox) => Promise<World>>> = {
	/** The deployment is new: a desk has been registered, nobody has signed in. */
	async fresh(sandbox) {
		const browser = createBrowser();
		await setUp(browser, sandbox);
		await browser.open(`${sandbox.origin}/setup`);
		await browser.follow("Register Zendesk");
		await browser.submit("Register and continue", ACME_ZENDESK.fields);
		return { sandbox, ids: { registered: await readId(sandbox, "select id from desks") } };
	},
	/** A desk is connected, and nothing else is. */
	async empty(sandbox) {
		const browser = createBrowser();
		await setUp(browser, sandbox);
		await connectDesk(browser, sandbox, ACME_ZENDESK);
		return { sandbox, ids: {} };
	},
	async working(sandbox) {
		await bootForPeople(sandbox);
		return { sandbox, ids: await fillWithLife(sandbox) };
	},
	async trouble(sandbox) {
		await bootForPeople(sandbox);
		await fillWithLife(sandbox);
		return { sandbox, ids: await findTroubled(sandbox), afterSignIn: () => makeTrouble(sandbox) };
	},
	/** Everything that somebody else names has the worst of names. */
	async hostile(sandbox) {
		await bootForPeople(sandbox);
		return { sandbox, ids: await fillWithLife(sandbox), afterSignIn: () => nameHostilely(sandbox) };
	},
};
