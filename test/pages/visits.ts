import type { Browser, BrowserContext, Page } from "playwright-core";
import { SETUP_TOKEN } from "../../sandbox/seed/accounts.ts";
import type { PageCase, Visitor } from "./page-list.ts";
import type { World } from "./scenes.ts";
import { allowAs } from "./steps.ts";

export const LOCALES = ["en", "ja"] as const;
export const SCHEMES = ["light", "dark"] as const;
export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
export type PageLocale = (typeof LOCALES)[number];
export type Size = keyof typeof SIZES;

export interface Visits {
	/** A page of the list, as its visitor reads it. The page is the visitor's own and the same every time. */
	open(shown: PageCase, locale: PageLocale): Promise<Page>;
	close(): Promise<void>;
}

type Cookies = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Every visitor signs in once, before the scene goes on; each page then has a browser of its own. */
export async function openVisits(
	browser: Browser,
	world: World,
	options: { visitors: readonly Visitor[]; watch?: (page: Page) => void },
): Promise<Visits> {
	const states = new Map<Visitor, Cookies>();
	const contexts: BrowserContext[] = [];
	for (const visitor of new Set(options.visitors)) states.set(visitor, await signIn(visitor));
	await world.afterSignIn?.();

	async function signIn(visitor: Visitor): Promise<Cookies> {
		const context = await browser.newContext({ locale: "en-US" });
		const page = await context.newPage();
		const { origin } = world.sandbox;
		if (visitor === "setup") {
			await page.goto(`${origin}/setup`);
			await page.locator("input[name=token]").fill(SETUP_TOKEN);
			await page.locator('form[action="/setup/token"] button').click();
			await page.locator("input[name=origin]").waitFor();
		} else if (visitor !== "nobody") {
			await page.goto(`${origin}/admin/sign-in`);
			const name = visitor === "zoho" ? "Zoho Desk" : "Zendesk";
			await page.getByRole("button", { name: `Sign in with ${name}` }).click();
			await allowAs(page, "mina");
			await page.waitForURL(`${origin}/admin`);
		}
		const state = await context.storageState();
		await context.close();
		return state;
	}

	async function newPage(visitor: Visitor, locale: PageLocale): Promise<Page> {
		const known = states.get(visitor);
		const context = await browser.newContext({
			locale: locale === "en" ? "en-US" : "ja-JP",
			...(known ? { storageState: known } : {}),
			viewport: SIZES.desktop,
			reducedMotion: "reduce",
		});
		context.setDefaultTimeout(15_000);
		contexts.push(context);
		const page = await context.newPage();
		options.watch?.(page);
		return page;
	}

	return {
		async open(shown, locale) {
			// What a visitor does on one page must not be seen on the next.
			for (const context of contexts.splice(0)) await context.close();
			const page = await newPage(shown.visitor, locale);
			await page.goto(world.sandbox.origin + toPath(shown.address, world.ids));
			await shown.step?.(page, world);
			return page;
		},
		async close() {
			for (const context of contexts.splice(0)) await context.close();
		},
	};
}

function toPath(address: string, ids: World["ids"]): string {
	return address.replace(/\{(\w+)\}/g, (_, name: string) => {
		const id = ids[name];
		if (id === undefined) throw new Error(`the scene has no ${name}`);
		return id;
	});
}

/** The same page in another light or width: nothing is asked for again. */
export async function show(
	page: Page,
	{ scheme, size }: { scheme: (typeof SCHEMES)[number]; size: Size },
): Promise<void> {
	await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
	await page.setViewportSize(SIZES[size]);
}
