import { beforeEach, describe, expect, it } from "vitest";
import { holdBackground } from "../support/background.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import {
	type DeskKind,
	followSignIn,
	linkAgent,
	type Place,
	placeOf,
	shown,
	signInAddress,
	TICKET,
	type,
} from "../support/sign-in.ts";
import { credentialOf, owedCommands, sentRefreshTokens, TOKEN_ADDRESS } from "../support/token-traffic.ts";
import { until } from "../support/until.ts";

const sandboxOf = useSandbox("tokens", BOOTED);
const DESKS: readonly DeskKind[] = ["zendesk", "zoho"];
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let places: Record<DeskKind, Place>;

beforeEach(async () => {
	const sandbox = sandboxOf();
	sandbox.faults.clear();
	await holdBackground(sandbox);
	// A day between the tests: no quota of the last one is left.
	await sandbox.passTime(DAY_MS);
	places = { zendesk: placeOf("alex", "zendesk"), zoho: placeOf("alex", "zoho") };
	for (const desk of DESKS) {
		const { body } = await type(sandbox, places[desk], TICKET[desk]);
		const address = signInAddress(body);
		if (address) await linkAgent(sandbox, "alex", desk);
	}
	await sandbox.idle();
});

const ask = (desk: DeskKind) => type(sandboxOf(), places[desk], TICKET[desk]);
const card = (desk: DeskKind) => `"text":"#${TICKET[desk]} `;
const lastShown = (desk: DeskKind) => shown(sandboxOf(), places[desk]).at(-1);
const isCard = (desk: DeskKind) => lastShown(desk)?.text.startsWith(`#${TICKET[desk]} `) === true;

function expire(desk: DeskKind): void {
	sandboxOf()[desk].expireAccessTokens();
}

/** How many refreshes the vendor has done and how many were asked for, since now. */
function watchRefreshes(desk: DeskKind) {
	const sandbox = sandboxOf();
	const done = sandbox[desk].refreshCount();
	const sent = sentRefreshTokens(sandbox, desk).length;
	return {
		done: () => sandbox[desk].refreshCount() - done,
		sent: () => sentRefreshTokens(sandbox, desk).slice(sent),
	};
}

/**
 * Types a command whose refresh takes longer than Slack waits, and kills workerd while the vendor's answer is
 * under way: the vendor has acted, nobody hears of it.
 */
async function killDuringRefresh(desk: DeskKind): Promise<void> {
	const sandbox = sandboxOf();
	expire(desk);
	sandbox.faults.add({ vendor: desk, match: TOKEN_ADDRESS[desk], delayMs: 4_000 });
	const refreshes = watchRefreshes(desk);
	const { error, body } = await ask(desk);
	expect(error).toBeNull();
	expect(body).toContain("Working on it.");
	expect(refreshes.done()).toBe(1);
	await sandbox.kill();
	await sandbox.revive();
}

/** The attempt that died held its row for half a minute; after that the minute's Cron finds it. */
async function sweepAfterTheLease(): Promise<void> {
	await sandboxOf().passTime(MINUTE_MS);
	await sandboxOf().cron();
}

describe.each(DESKS)("an expired access token of %s", (desk) => {
	it("is refreshed once for twenty commands at once, and all are answered", async () => {
		expire(desk);
		const refreshes = watchRefreshes(desk);
		const answers = await Promise.all(Array.from({ length: 20 }, () => ask(desk)));
		expect(answers.map(({ error }) => error)).toEqual(answers.map(() => null));
		for (const { body } of answers) expect(body).toContain(card(desk));
		expect(refreshes.done()).toBe(1);
		expect(refreshes.sent()).toHaveLength(1);
	});

	it("is refreshed once when the row itself says that it is over", async () => {
		await sandboxOf().passTime(3 * DAY_MS);
		const refreshes = watchRefreshes(desk);
		const answers = await Promise.all(Array.from({ length: 20 }, () => ask(desk)));
		for (const { body } of answers) expect(body).toContain(card(desk));
		expect(refreshes.done()).toBe(1);
	});

	it("is not refreshed again after a kill, when the new pair and its copy were stored", async () => {
		const sandbox = sandboxOf();
		expire(desk);
		expect((await ask(desk)).body).toContain(card(desk));
		const refreshes = watchRefreshes(desk);
		await sandbox.kill();
		await sandbox.revive();
		expect((await ask(desk)).body).toContain(card(desk));
		expect(refreshes.sent()).toEqual([]);
	});

	it("is not refreshed again after a kill between the object's pair and the database's copy", async () => {
		const sandbox = sandboxOf();
		const { userId } = places[desk];
		const before = await credentialOf(sandbox, desk, userId);
		expire(desk);
		expect((await ask(desk)).body).toContain(card(desk));
		const after = await credentialOf(sandbox, desk, userId);
		expect(after.generation).toBe(before.generation + 1);
		await sandbox.kill();
		await sandbox.revive();
		// What the database holds when the kill came before its write.
		await (await sandbox.database())
			.prepare(
				`update credentials set access_token_sealed = ?2, generation = ?3, access_expires_at = ?4 where id = ?1`,
			)
			.bind(before.id, before.access_token_sealed, before.generation, before.access_expires_at)
			.run();
		const refreshes = watchRefreshes(desk);
		expect((await ask(desk)).body).toContain(card(desk));
		expect(refreshes.sent()).toEqual([]);
		expect(await credentialOf(sandbox, desk, userId)).toMatchObject({
			state: "active",
			generation: after.generation,
		});
	});
});

describe("a refresh of Zendesk whose answer never arrives", () => {
	it("asks everybody who waits to sign in, sends the spent token never again, and loops nowhere", async () => {
		const sandbox = sandboxOf();
		expire("zendesk");
		const refreshes = watchRefreshes("zendesk");
		sandbox.faults.add({ vendor: "zendesk", match: TOKEN_ADDRESS.zendesk, dropAnswer: true });
		const answers = await Promise.all(Array.from({ length: 20 }, () => ask("zendesk")));
		for (const { body } of answers) expect(body).toContain("Your sign-in to *Acme Support* has ended.");
		expect(refreshes.done()).toBe(1);

		for (let round = 0; round < 3; round++) {
			expect((await ask("zendesk")).body).toContain("has ended");
			await sandbox.cron();
			await sandbox.passTime(MINUTE_MS);
		}
		await sandbox.kill();
		await sandbox.revive();
		expect((await ask("zendesk")).body).toContain("has ended");
		expect(refreshes.sent()).toHaveLength(1);
		// One command is kept per person and desk, and nobody is written to unasked.
		expect(await owedCommands(sandbox)).toEqual(["waiting_for_sign_in"]);

		const address = signInAddress(lastShown("zendesk"));
		expect(address).not.toBeNull();
		const done = await followSignIn(address ?? "", "alex", "zendesk");
		expect(done.text).toContain("The answer to your command is there.");
		await until("the answer to what waited", 5_000, () => isCard("zendesk"));
		await until("nothing owed", 5_000, async () => (await owedCommands(sandbox)).length === 0);
		expect((await ask("zendesk")).body).toContain(card("zendesk"));
		expect(refreshes.sent()).toHaveLength(1);
	});

	it("keeps the command through a kill, and answers it after the one sign-in it asks for", async () => {
		const sandbox = sandboxOf();
		const refreshes = watchRefreshes("zendesk");
		await killDuringRefresh("zendesk");
		expect(refreshes.done()).toBe(1);
		expect(await owedCommands(sandbox)).toEqual(["queued"]);

		await sweepAfterTheLease();
		const address = await until("a sign-in is asked for", 5_000, () => signInAddress(lastShown("zendesk")));
		await until("the command waits", 5_000, async () => {
			return (await owedCommands(sandbox)).join() === "waiting_for_sign_in";
		});
		const shownBefore = shown(sandbox, places.zendesk).length;
		for (let round = 0; round < 3; round++) await sweepAfterTheLease();
		expect(shown(sandbox, places.zendesk)).toHaveLength(shownBefore);
		expect(refreshes.sent()).toHaveLength(1);

		await followSignIn(address, "alex", "zendesk");
		await until("the answer to what waited", 5_000, () => isCard("zendesk"));
		expect(shown(sandbox, places.zendesk)).toHaveLength(shownBefore + 1);
		await until("nothing owed", 5_000, async () => (await owedCommands(sandbox)).length === 0);
		expect(refreshes.sent()).toHaveLength(1);
	});
});

describe("a refresh of Zoho Desk whose answer never arrives", () => {
	it("is tried again by the next command, without a sign-in", async () => {
		const sandbox = sandboxOf();
		expire("zoho");
		const refreshes = watchRefreshes("zoho");
		sandbox.faults.add({ vendor: "zoho", match: TOKEN_ADDRESS.zoho, dropAnswer: true });
		const failed = await ask("zoho");
		expect(failed.error).toBeNull();
		expect(failed.body).toContain("Zoho Desk is not answering.");
		expect(signInAddress(failed.body)).toBeNull();
		expect((await ask("zoho")).body).toContain(card("zoho"));
		expect(refreshes.done()).toBe(2);
		expect(new Set(refreshes.sent()).size).toBe(1);
	});

	it("goes on after a kill, and the command is answered without a sign-in", async () => {
		const sandbox = sandboxOf();
		await killDuringRefresh("zoho");
		expect(await owedCommands(sandbox)).toEqual(["queued"]);
		await sweepAfterTheLease();
		await until("the answer", 5_000, () => isCard("zoho"));
		await until("nothing owed", 5_000, async () => (await owedCommands(sandbox)).length === 0);
	});
});
