import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterEach, beforeAll } from "vitest";
import type { Sandbox } from "../../../sandbox/runtime/sandbox.ts";
import { ADMIN_DESKS, type AdminDesk } from "../../support/admin-desks.ts";
import { signInInBrowser } from "../../support/admin-walk.ts";
import type { useChromium } from "../../support/chromium.ts";
import { untilSubscribed } from "../../support/hearing-story.ts";
import { createKeyboard, type Keyboard } from "../../support/keyboard.ts";
import { BOOTED, useSandbox } from "../../support/sandbox.ts";

/** Somebody who has a keyboard and no mouse. */
export interface Hands {
	/** In a new browser, signed in to the pages of a desk; null: to none. */
	as(desk: AdminDesk["key"] | null): Promise<Seated>;
}

export interface Seated {
	sandbox: Sandbox;
	javaScriptEnabled: boolean;
	page: Page;
	keyboard: Keyboard;
	/** A further browser, with a mouse: signed in to the pages of the Zendesk. */
	signInElsewhere(): Promise<Page>;
	open(address: string): Promise<void>;
	button(name: string | RegExp): Locator;
	link(name: string | RegExp): Locator;
	/** The page of the Zendesk's first workspace. */
	path: string;
	/** What the first row has in its first column. */
	read(sql: string, ...values: unknown[]): Promise<unknown>;
}

export function useHands(
	name: string,
	chromium: ReturnType<typeof useChromium>,
	javaScriptEnabled: boolean,
): () => Hands {
	const sandbox = useSandbox(name, BOOTED);
	const signedIn = new Map<string, Awaited<ReturnType<BrowserContext["storageState"]>>>();
	const pages: Page[] = [];

	beforeAll(async () => {
		await untilSubscribed(sandbox());
		for (const desk of ADMIN_DESKS) {
			const page = await signInElsewhere(desk.key);
			signedIn.set(desk.key, await page.context().storageState());
		}
	});
	afterEach(async () => {
		for (const page of pages.splice(0)) await page.context().close();
	});

	async function signInElsewhere(key: AdminDesk["key"]): Promise<Page> {
		const desk = ADMIN_DESKS.find((one) => one.key === key);
		if (!desk) throw new Error(`there is no ${key}`);
		const page = await chromium.openPage();
		pages.push(page);
		await signInInBrowser(page, sandbox().origin, desk);
		return page;
	}

	const read: Seated["read"] = async (sql, ...values) => {
		const database = await sandbox().database();
		const row = await database
			.prepare(sql)
			.bind(...values)
			.first<Record<string, unknown>>();
		return row && Object.values(row)[0];
	};

	async function sit(desk: AdminDesk["key"] | null): Promise<Seated> {
		const storageState = desk ? signedIn.get(desk) : undefined;
		const page = await chromium.openPage({ javaScriptEnabled, ...(storageState ? { storageState } : {}) });
		pages.push(page);
		const first = await read(
			`select w.id from workspaces w join desks d on d.id = w.desk_id
			where d.provider = 'zendesk' and w.team_id = 'T0ACME0001'`,
		);
		return {
			sandbox: sandbox(),
			javaScriptEnabled,
			page,
			keyboard: createKeyboard(page),
			signInElsewhere: () => signInElsewhere("zendesk"),
			open: async (address) => void (await page.goto(sandbox().origin + address)),
			button: (name) => page.getByRole("button", { name, exact: true }),
			link: (name) => page.getByRole("link", { name, exact: true }),
			path: `/admin/workspaces/${String(first)}`,
			read,
		};
	}
	return () => ({ as: sit });
}
