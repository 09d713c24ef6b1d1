import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Browser, createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { ZENDESK_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { owedResponseUrls } from "../support/sealed.ts";
import { seenSecrets } from "../support/seen-secrets.ts";
import {
	type DeskKind,
	followSignIn,
	linkAgent,
	placeOf,
	signInAddress,
	signInOf,
	TICKET,
	type,
	VENDOR,
} from "../support/sign-in.ts";
import { holdsText, readStoredFiles, type StoredFile } from "../support/stored-bytes.ts";
import { sentRefreshTokens, TOKEN_ADDRESS } from "../support/token-traffic.ts";

const sandboxOf = useSandbox("secrets", BOOTED);
const DESKS: readonly DeskKind[] = ["zendesk", "zoho"];

describe("what is on disk and in the log after a day's work", () => {
	let secrets: Set<string>;
	let files: StoredFile[];
	let log: string;

	beforeAll(async () => {
		const sandbox = sandboxOf();
		const browsers: Browser[] = [];
		const texts: string[] = [];
		const browser = () => {
			const made = createBrowser();
			browsers.push(made);
			return made;
		};
		const say = async (key: string, desk: DeskKind, text: string) => {
			const { body } = await type(sandbox, placeOf(key, desk), text);
			texts.push(body);
			return body;
		};
		const openLink = async (key: string, desk: DeskKind) => {
			const person = browser();
			await person.open(signInAddress(await say(key, desk, TICKET[desk])) ?? "");
			await person.submit(`Sign in with ${VENDOR[desk]}`);
			return person;
		};

		for (const desk of DESKS) {
			// Alex signs in, works, and is refreshed.
			await followSignIn(signInAddress(await say("alex", desk, "mine")) ?? "", "alex", desk, browser());
			await say("alex", desk, "search printer");
			sandbox[desk].expireAccessTokens();
			await say("alex", desk, TICKET[desk]);
			// An administrator signs in to the pages.
			const admin = browser();
			await admin.open(`${sandbox.origin}/admin/sign-in`);
			await admin.submit(`Sign in with ${VENDOR[desk]}`);
			await admin.submit("allow", signInOf("mina", desk));
			// Things go wrong.
			sandbox.faults.add({ vendor: desk, match: "/tickets", status: 500, times: 2 });
			await say("alex", desk, TICKET[desk]);
			sandbox.faults.add({ vendor: desk, match: "/tickets", status: 200, body: "<html>", times: 2 });
			await say("alex", desk, TICKET[desk]);
			sandbox.faults.clear();
			// Somebody denies, somebody stops at the vendor, somebody at the confirmation.
			await (await openLink("priya", desk)).submit("deny", signInOf("priya", desk));
			await openLink("priya", desk);
			await (await openLink("kenji", desk)).submit("allow", signInOf("kenji", desk));
		}
		// A customer signs in, which is refused.
		await (await openLink("sam", "zendesk")).submit("allow", signInOf("sam", "zendesk"));
		// The answer of a refresh is lost.
		sandbox.zendesk.expireAccessTokens();
		sandbox.faults.add({ vendor: "zendesk", match: TOKEN_ADDRESS.zendesk, dropAnswer: true });
		await say("mina", "zendesk", TICKET.zendesk);
		// A late answer, and another that is still owed when the power goes.
		sandbox.faults.add({ vendor: "zoho", match: "/api/v1/tickets", delayMs: 2_500, times: 3 });
		await say("alex", "zoho", TICKET.zoho);
		await sandbox.idle();
		sandbox.faults.add({ vendor: "zoho", match: "/api/v1/tickets", delayMs: 30_000, times: 3 });
		await say("alex", "zoho", TICKET.zoho);
		for (const key of ["priya", "kenji", "sam", "mina", "alex"]) {
			texts.push(...(await owedResponseUrls(sandbox, placeOf(key, "zendesk").userId)));
		}
		secrets = seenSecrets(sandbox, browsers, texts);
		for (const text of texts) if (text.startsWith("https://hooks.slack.com/")) secrets.add(text);
		await sandbox.kill();
		files = await readStoredFiles(sandbox.persistDir);
		await sandbox.revive();
		sandbox.faults.clear();
		log = sandbox
			.logs()
			.map(({ message }) => message)
			.join("\n");
	});

	it("is worth the search: secrets of every kind are known, and plain values are found", () => {
		const kinds = [
			/^zat[0-9a-f]{48}$/,
			/^zrt[0-9a-f]{48}$/,
			/^zac[0-9a-f]{48}$/,
			/^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/,
			/^xoxb-/,
			/^https:\/\/hooks\.slack\.com\/commands\//,
			/^[\w-]{43}$/,
		];
		for (const kind of kinds) expect([...secrets].some((secret) => kind.test(secret))).toBe(true);
		expect(secrets.size).toBeGreaterThan(60);
		const d1 = files.filter(({ name }) => name.startsWith("d1/"));
		expect(d1.some(({ bytes }) => holdsText(bytes, ZENDESK_ACCOUNT.clientId))).toBe(true);
		expect(files.some(({ name }) => name.startsWith("do/") && name.endsWith("-wal"))).toBe(true);
		expect(log).toContain("command.failed");
		expect(log).toContain("credential.needs_sign_in");
	});

	it("holds none of them in clear: database, objects, queues, write-ahead logs", () => {
		const found = files.flatMap(({ name, bytes }) =>
			[...secrets].filter((secret) => holdsText(bytes, secret)).map((secret) => `${secret} in ${name}`),
		);
		expect(found).toEqual([]);
	});

	it("holds no address of Slack's for an answer, known or not", () => {
		const found = files.filter(({ bytes }) => holdsText(bytes, "hooks.slack.com/"));
		expect(found.map(({ name }) => name)).toEqual([]);
	});

	it("logs none of them", () => {
		expect([...secrets].filter((secret) => log.includes(secret))).toEqual([]);
		expect(log).not.toContain("hooks.slack.com/");
	});
});

describe("a sealed value that was moved", () => {
	const UNEXPECTED = "Something went wrong on my side.";

	beforeAll(async () => {
		for (const key of ["alex", "priya"]) {
			for (const desk of DESKS) {
				if ((await say(key, desk)).includes("/link?t=")) await linkAgent(sandboxOf(), key, desk);
			}
		}
	});

	afterEach(async () => {
		for (const desk of DESKS) expect(await say("alex", desk)).toContain(`"text":"#${TICKET[desk]} `);
	});

	async function say(key: string, desk: DeskKind): Promise<string> {
		const sent = await type(sandboxOf(), placeOf(key, desk), TICKET[desk]);
		expect(sent).toMatchObject({ status: 200, error: null });
		return sent.body;
	}

	/** Lets two rows change their values, runs, and puts everything back. */
	async function whileSwapped(
		{ table, column, ids }: { table: string; column: string; ids: readonly string[] },
		run: () => Promise<void>,
	): Promise<void> {
		const [one = "", two = ""] = ids;
		expect(one).not.toBe(two);
		const swap = async () => {
			const database = await sandboxOf().database();
			const other = `(select x.${column} from ${table} x where x.id = case ${table}.id when ?1 then ?2 else ?1 end)`;
			const rows = await database
				.prepare(`select id, ${other} as moved from ${table} where id in (?1, ?2)`)
				.bind(one, two)
				.all<{ id: string; moved: string }>();
			await database.batch(
				rows.results.map(({ id, moved }) =>
					database.prepare(`update ${table} set ${column} = ?2 where id = ?1`).bind(id, moved),
				),
			);
		};
		await swap();
		await run();
		await swap();
	}

	async function idsOf(query: string): Promise<string[]> {
		const { results } = await (await sandboxOf().database()).prepare(query).all<{ id: string }>();
		return results.map(({ id }) => id);
	}

	it("opens neither for another person's row nor for another desk's", async () => {
		const credentials = (provider: string, userIds: string[]) =>
			idsOf(
				`select c.id from credentials c join agent_links l on l.credential_id = c.id
				join desks d on d.id = c.desk_id
				where d.provider in (${provider}) and l.slack_user_id in (${userIds.map((id) => `'${id}'`).join()})`,
			);
		const [alex, priya] = [placeOf("alex", "zendesk").userId, placeOf("priya", "zendesk").userId];
		const column = { table: "credentials", column: "access_token_sealed" };
		const people = await credentials("'zendesk'", [alex, priya]);
		await whileSwapped({ ...column, ids: people }, async () => {
			const asked = sandboxOf().traffic().length;
			for (const key of ["alex", "priya"]) {
				const body = await say(key, "zendesk");
				expect(body).toContain(UNEXPECTED);
				expect(body).toMatch(/Reference [\w-]+/);
				expect(body).not.toContain("#1042");
			}
			expect(sandboxOf().traffic()).toHaveLength(asked);
		});
		const desks = await credentials("'zendesk', 'zoho'", [alex]);
		await whileSwapped({ ...column, ids: desks }, async () => {
			for (const desk of DESKS) expect(await say("alex", desk)).toContain(UNEXPECTED);
		});
	});

	it("never takes one desk's client secret to the other's vendor, and costs nobody their sign-in", async () => {
		const sandbox = sandboxOf();
		const ids = await idsOf("select id from desks");
		await whileSwapped({ table: "desks", column: "client_secret_sealed", ids }, async () => {
			for (const desk of DESKS) {
				const sent = sentRefreshTokens(sandbox, desk).length;
				sandbox[desk].expireAccessTokens();
				expect(await say("alex", desk)).toContain(UNEXPECTED);
				expect(sentRefreshTokens(sandbox, desk)).toHaveLength(sent);
			}
			const kenji = createBrowser();
			await kenji.open(signInAddress(await say("kenji", "zendesk")) ?? "");
			const page = await kenji.submit("Sign in with Zendesk");
			expect(page.status).toBe(500);
			expect(page.text).toContain("Something went wrong on our side");
			expect(page.text).toMatch(/Reference: [\w-]+/);
		});
	});
});
