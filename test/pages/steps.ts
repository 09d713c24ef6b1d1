/** What is done on a page, by names that no language changes. */
import type { Page } from "playwright-core";
import { PEOPLE } from "../../sandbox/seed/people.ts";
import { placeOf, signInAddress, type } from "../support/sign-in.ts";
import type { Step } from "./page-list.ts";

/** Fills in the form whose address ends, or goes on, in this way, and sends it. */
export function send(
	action: string,
	fields: Readonly<Record<string, string>> = {},
	options: { stays?: boolean } = {},
): Step {
	return async (page) => {
		// A page that sends the browser on at once is looked at all the same.
		if (options.stays) await page.route("**/continue", (route) => route.fulfill({ status: 204 }));
		const form = page.locator(`form[method=post][action*="${action}"]`).first();
		for (const [name, value] of Object.entries(fields)) await fill(form.locator(`[name="${name}"]`), value);
		await Promise.all([page.waitForEvent("load"), form.locator("button[type=submit]").first().click()]);
	};
}

/** Another button of such a form than its first. */
export function press(action: string, value: string, fields: Readonly<Record<string, string>> = {}): Step {
	return async (page) => {
		const form = page.locator(`form[method=post][action$="${action}"]`).first();
		for (const [name, entered] of Object.entries(fields))
			await fill(form.locator(`[name="${name}"]`), entered);
		await Promise.all([page.waitForEvent("load"), form.locator(`button[value="${value}"]`).last().click()]);
	};
}

async function fill(field: ReturnType<Page["locator"]>, value: string): Promise<void> {
	const tag = await field.first().evaluate(({ tagName }) => tagName);
	if (tag === "SELECT") await field.selectOption(value);
	else if ((await field.first().getAttribute("type")) === "radio") {
		await field.locator(`xpath=self::*[@value="${value}"]`).check();
	} else await field.fill(value);
}

/** From a page of ours through the vendor's sign-in, as somebody of the seed. */
export function signIn(from: "agreement" | "sign-in", key: string): Step {
	return async (page) => {
		if (from === "agreement") await page.locator("input[name=agreed]").check();
		await page.locator(`form[method=post][action$="/${from}"] button[type=submit]`).first().click();
		await allowAs(page, key);
	};
}

/** Somebody who is not linked yet follows the button that Slack shows them. */
export function followLink(): Step {
	return async (page, { sandbox }) => {
		const kenji = placeOf("kenji", "zoho");
		await type(sandbox, kenji, "disconnect");
		await sandbox.idle();
		const { body } = await type(sandbox, kenji, "connect");
		const address = signInAddress(body);
		if (!address) throw new Error(`no sign-in was offered: ${body}`);
		await page.goto(address);
	};
}

export function answerAgentSignIn(): Step {
	return async (page) => {
		await page.locator('form[method=post][action="/link"] button[type=submit]').click();
		await allowAs(page, "kenji");
		await page.waitForURL(/\/link\/confirm\//);
	};
}

/** A form on another site that posts to ours. */
export function sendFromElsewhere(path: string): Step {
	return async (page, { sandbox }) => {
		await page.goto(`${sandbox.vendorOrigin}/sandbox/info`);
		const sent = page.waitForURL(`${sandbox.origin}${path}`);
		await page.setContent(
			`<form method="post" action="${sandbox.origin}${path}"><button>Send</button></form>`,
		);
		await page.getByRole("button").click();
		await sent;
	};
}

export function chain(...steps: Step[]): Step {
	return async (page, world) => {
		for (const step of steps) await step(page, world);
	};
}

/** A desk's own sign-in page. */
export async function allowAs(page: Page, key: string): Promise<void> {
	const person = PEOPLE.find((one) => one.key === key);
	if (!person) throw new Error(`nobody is called ${key}`);
	const choice = page.locator("input[name=person]");
	await choice.first().waitFor();
	const isZendesk = page.url().includes("zendesk");
	const value = isZendesk ? String(person.zendesk?.id) : person.email;
	await page.locator(`input[name=person][value="${value}"]`).check();
	await Promise.all([page.waitForEvent("load"), page.locator('button[value="allow"]').click()]);
}
