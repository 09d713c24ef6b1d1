import { expect } from "vitest";
import { type Browser, createBrowser, type Page } from "../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { PEOPLE } from "../../sandbox/seed/people.ts";
import type { SimMessage } from "../../sandbox/vendors/slack-simulator.ts";
import { checked, type Element, findButton, findOption, type Shown, toShown } from "./shown.ts";

/** Where commands mean Acme's Zendesk, and where its Zoho Desk. */
export const ZENDESK_CHANNEL = "C0SUPPORT1";
export const ZOHO_CHANNEL = "C0BILLING1";

export interface Person {
	readonly teamId: string;
	readonly userId: string;
	/** Types `/desk …` and reads the answer. */
	type(text: string): Promise<Shown>;
	/** Presses a button and reads what it changed: the message itself, or a new one. */
	click(message: Shown, label: string | RegExp): Promise<Shown>;
	/** Takes an option of the message's select and reads what came. */
	choose(message: Shown, option: string | RegExp): Promise<Shown>;
	/** Presses without waiting for anything to change. */
	press(message: Shown, label: string | RegExp): Promise<void>;
	/** The app's messages in this channel, oldest first: its answers, without what it tells of by itself. */
	sees(): Shown[];
	/** Likewise its direct messages to this person. */
	directMessages(): Shown[];
	/** What the app told of tickets in this channel, threads included, oldest first. */
	hears(): Notice[];
	/** Likewise by direct message. */
	hearsDirectly(): Notice[];
	/** The app's first message from `since` on that fits; waits until there is one. */
	until(since: Pick<Shown, "ts">, fits: (message: Shown) => boolean): Promise<Shown>;
	/** As `until`, among the direct messages. */
	untilDirect(since: Pick<Shown, "ts">, fits: (message: Shown) => boolean): Promise<Shown>;
	/** Walks the sign-in button of a message to its end. */
	signIn(message: Pick<Shown, "says" | "url">, walk?: SignInWalk): Promise<Page>;
}

/** A message about something that happened to a ticket. */
export interface Notice extends Shown {
	ticketId: string;
	/** What happened, by event id. */
	events: string[];
}

export interface SignInWalk {
	browser?: Browser;
	/** Who signs in to the desk, when it is not the Slack person's own account: an e-mail address. */
	as?: string;
	/** Zoho's organisation, when it is not the connected one. */
	organisation?: string;
	/** Who signs in to Slack, when Slack has to prove the person: a user id. */
	slackUser?: string;
	/** The last page's answer; `stop`: the walk ends on that page. */
	answer?: "confirm" | "cancel" | "stop";
}

const WAIT_MS = 20_000;

/** The people of the sandbox, by their keys in the seed. */
export function createStory(sandbox: () => Sandbox) {
	return {
		/** Ties a person to their own account of the channel's desk. */
		async signIn(person: Person): Promise<void> {
			const page = await person.signIn(await person.type("connect"));
			expect(page.text).toContain("You are signed in");
			// Their notice and their App Home are drawn by themselves.
			await sandbox().idle();
		},
		/** `key` of the seed, typing in `channelId`. */
		person(key: string, channelId: string): Person {
			const seed = PEOPLE.find((one) => one.key === key);
			if (!seed?.slack) throw new Error(`nobody in Slack is called ${key}`);
			const { teamId, userId } = seed.slack;
			const fromApp = (place: string) =>
				sandbox()
					.slack.messages(teamId, place, userId)
					.filter((message) => message.userId === null);
			const read = (place: string) =>
				fromApp(place)
					.filter((message) => !payloadOf(message))
					.map(toShown);
			const heard = (place: string) =>
				fromApp(place).flatMap((message) => {
					const payload = payloadOf(message);
					return payload ? [{ ...toShown(message), ticketId: payload.ticket, events: payload.events }] : [];
				});

			async function act(message: Shown, element: Element, value?: string): Promise<void> {
				const sent = await sandbox().slack.act({
					teamId,
					userId,
					source: { kind: "message", channelId: message.channelId, ts: message.ts },
					blockId: element.blockId,
					actionId: element.actionId,
					...(value === undefined ? {} : { value }),
				});
				expect(sent).toMatchObject({ status: 200, error: null });
			}

			async function actAndRead(message: Shown, element: Element, value?: string): Promise<Shown> {
				const before = new Map(read(message.channelId).map((one) => [one.ts, JSON.stringify(one)]));
				const changed = waitFor(sandbox(), () =>
					read(message.channelId).findLast((one) => before.get(one.ts) !== JSON.stringify(one)),
				);
				await act(message, element, value);
				return checked(await changed);
			}

			async function firstSince(since: Pick<Shown, "ts">, place: string, fits: (message: Shown) => boolean) {
				const find = () => read(place).find((message) => message.ts >= since.ts && fits(message));
				return checked(await waitFor(sandbox(), find));
			}

			const pressed = (message: Shown, label: string | RegExp) => findButton(message, label);
			return {
				teamId,
				userId,
				async type(text) {
					const sent = await sandbox().slack.command({ teamId, userId, channelId, text });
					expect(sent).toMatchObject({ status: 200, error: null });
					const answer = read(channelId).at(-1);
					if (!answer) throw new Error(`no answer to ${text}`);
					expect(answer.ephemeralFor, "an answer to a command is for its person alone").toBe(userId);
					return checked(answer);
				},
				click: async (message, label) => actAndRead(message, pressed(message, label)),
				async choose(message, option) {
					const { element, value } = findOption(message, option);
					return actAndRead(message, element, value);
				},
				press: (message, label) => act(message, pressed(message, label)),
				sees: () => read(channelId),
				directMessages: () => read(`D${userId.slice(1)}`),
				hears: () => heard(channelId),
				hearsDirectly: () => heard(`D${userId.slice(1)}`),
				until: (since, fits) => firstSince(since, channelId, fits),
				untilDirect: (since, fits) => firstSince(since, `D${userId.slice(1)}`, fits),
				async signIn(message, walk = {}) {
					if (!message.url) throw new Error(`no sign-in button: ${message.says}`);
					const browser = walk.browser ?? createBrowser();
					return walkSignIn(browser, message.url, { as: seed.email, slackUser: userId, ...walk });
				},
			};
		},
	};
}

/** What a notice carries for machines; null for every other message. */
function payloadOf({ metadata }: SimMessage): { ticket: string; events: string[] } | null {
	const { event_type, event_payload } = (metadata ?? {}) as Record<string, unknown>;
	return event_type === "deskbridge_notice" ? (event_payload as { ticket: string; events: string[] }) : null;
}

async function walkSignIn(browser: Browser, url: string, walk: SignInWalk): Promise<Page> {
	await browser.open(url);
	if (browser.page.status !== 200) return browser.page;
	await browser.submit("/link");
	if (browser.page.status !== 200) return browser.page;
	const isZoho = browser.page.url.pathname.includes("accounts.zoho");
	const person = isZoho ? walk.as : zendeskIdOf(browser.page, walk.as ?? "");
	await browser.submit("allow", {
		person: person ?? "",
		...(isZoho ? { organisation: walk.organisation ?? ZOHO_ACCOUNT.orgId } : {}),
	});
	if (browser.page.url.pathname.includes("/openid/connect/authorize")) {
		await browser.submit("person", { person: walk.slackUser ?? "" });
		await browser.submit("allow");
	}
	const isConfirmation = browser.page.url.pathname.startsWith("/link/confirm/");
	if (!isConfirmation || walk.answer === "stop") return browser.page;
	return browser.submit(walk.answer === "cancel" ? "/link/cancel/" : "/link/confirm/");
}

/** Zendesk's sign-in page lists people with their addresses; the form wants the id. */
function zendeskIdOf(page: Page, email: string): string {
	const choice = page.root.querySelectorAll("label").find((label) => label.text.includes(email));
	const id = choice?.querySelector("input")?.getAttribute("value");
	if (!id) throw new Error(`${email} can't sign in on ${page.url.href}: ${page.text.slice(0, 200)}`);
	return id;
}

/** Whatever Slack shows next that `find` looks for. */
export async function waitFor<T>(sandbox: Sandbox, find: () => T | undefined): Promise<T> {
	const { promise, resolve, reject } = Promise.withResolvers<T>();
	const look = () => {
		const found = find();
		if (found !== undefined) resolve(found);
	};
	const unsubscribe = sandbox.slack.subscribe(look);
	const timer = setTimeout(() => reject(new Error("Slack never showed it")), WAIT_MS);
	look();
	try {
		return await promise;
	} finally {
		clearTimeout(timer);
		unsubscribe();
	}
}
