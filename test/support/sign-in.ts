import { type Browser, createBrowser, type Page } from "../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { PEOPLE } from "../../sandbox/seed/people.ts";
import type { SentRequest, SimMessage } from "../../sandbox/vendors/slack-simulator.ts";

export type DeskKind = "zendesk" | "zoho";

/** A person in a channel of one desk, with a ticket that they may see there. */
export interface Place {
	teamId: string;
	userId: string;
	channelId: string;
}

/** Where each desk's notifications go, so that a command there means that desk. */
export const CHANNEL: Readonly<Record<DeskKind, string>> = { zendesk: "C0SUPPORT1", zoho: "C0BILLING1" };
export const TICKET: Readonly<Record<DeskKind, string>> = { zendesk: "1042", zoho: "4702" };
export const VENDOR: Readonly<Record<DeskKind, string>> = { zendesk: "Zendesk", zoho: "Zoho Desk" };

export function placeOf(key: string, desk: DeskKind): Place {
	const slack = personOf(key).slack;
	if (!slack) throw new Error(`${key} is not in Slack`);
	return { teamId: slack.teamId, userId: slack.userId, channelId: CHANNEL[desk] };
}

export function personOf(key: string) {
	const person = PEOPLE.find((one) => one.key === key);
	if (!person) throw new Error(`nobody is called ${key}`);
	return person;
}

/** What the vendor's page asks for. */
export function signInOf(key: string, desk: DeskKind): Record<string, string> {
	const { zendesk, email } = personOf(key);
	if (desk === "zendesk") return { person: String(zendesk?.id) };
	return { person: email, organisation: ZOHO_ACCOUNT.orgId };
}

export function type(sandbox: Sandbox, place: Place, text: string): Promise<SentRequest> {
	return sandbox.slack.command({ ...place, text });
}

/** What the app has shown this person in this place, oldest first; `channelId: "app"` is their DM with it. */
export function shown(sandbox: Sandbox, { teamId, userId, channelId }: Place): SimMessage[] {
	return sandbox.slack.messages(teamId, channelId, userId).filter((message) => message.userId === null);
}

export function appDm(place: Place): Place {
	return { ...place, channelId: `D${place.userId.slice(1)}` };
}

/** The address behind "Sign in"; null when the message has none. */
export function signInAddress(message: string | SimMessage | undefined): string | null {
	const text = typeof message === "string" ? message : JSON.stringify(message ?? "");
	return /https?:\/\/[^"\\\s]+\/link\?t=[\w-]+/.exec(text)?.[0] ?? null;
}

/** From the button in Slack to the page that says it is done, in a browser of the person's own. */
export async function followSignIn(
	address: string,
	key: string,
	desk: DeskKind,
	browser: Browser = createBrowser(),
): Promise<Page> {
	await browser.open(address);
	await browser.submit(`Sign in with ${VENDOR[desk]}`);
	await browser.submit("allow", signInOf(key, desk));
	return browser.submit("Yes, tie these two");
}

/** Links a person who is not linked yet, by typing a command as they would. */
export async function linkAgent(sandbox: Sandbox, key: string, desk: DeskKind): Promise<Place> {
	const place = placeOf(key, desk);
	const { body } = await type(sandbox, place, "connect");
	const address = signInAddress(body);
	if (!address) throw new Error(`no sign-in was offered: ${body}`);
	await followSignIn(address, key, desk);
	await sandbox.idle();
	return place;
}
