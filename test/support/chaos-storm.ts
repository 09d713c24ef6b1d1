import type { PlannedChange } from "./chaos-changes.ts";
import { readD1, readObjects } from "./chaos-objects.ts";
import { isTokenCall, type Weather } from "./chaos-weather.ts";
import type { World } from "./chaos-world.ts";

export interface StormPlan {
	changes: readonly PlannedChange[];
	/** In milliseconds after the beginning, and what is to be under way then. */
	kills: readonly { at: number; during: "post" | "renewal" }[];
	/** When every access token ends, and the answer to the next renewal at Zendesk is lost. */
	tokensEndAt: number;
	/** When a channel is archived, for good. */
	archiveAt: number;
}

export interface StormReport {
	startedAt: number;
	/** When workerd was gone, and when it was back. */
	kills: {
		from: number;
		to: number /** What was under way, as planned. */;
		during: "post" | "renewal" | null;
	}[];
	signIns: number;
}

/** In place of every minute. */
export const CRON_EVERY_MS = 5_000;
const LOOK_FOR_SIGN_IN_EVERY_MS = 1_000;
const TICK_MS = 40;
const DOWN_MS = 300;
const CATCH_WITHIN_MS = 4_000;
const RENEWING = "globex.zendesk.com";

/** Makes the changes in their time, with workerd killed in between, Cron going round and administrators at hand. */
export async function runStorm(world: World, weather: Weather, plan: StormPlan): Promise<StormReport> {
	const { sandbox } = world;
	const start = Date.now();
	const report: StormReport = { startedAt: start, kills: [], signIns: 0 };
	const end = Math.max(...plan.kills.map(({ at }) => at), plan.tokensEndAt, plan.changes.at(-1)?.at ?? 0);
	const due = [...plan.changes];
	const steps: [at: number, step: () => Promise<void>][] = [
		...plan.kills.map(({ at, during }): [number, () => Promise<void>] => {
			return [at, async () => void report.kills.push(await killDuring(world, weather, during))];
		}),
		[plan.tokensEndAt, async () => endTokens(world, weather)],
		[plan.archiveAt, () => archiveOne(world)],
	];
	steps.sort(([a], [b]) => a - b);
	let cronAt = 0;
	let signInAt = 0;
	for (let now = 0; now <= end || steps.length > 0; now = Date.now() - start) {
		while (due[0] && due[0].at <= now) due.shift()?.make();
		while (steps[0] && steps[0][0] <= now) await steps.shift()?.[1]();
		if (now >= cronAt) {
			cronAt = now + CRON_EVERY_MS;
			// Killed in the middle of it, it is fired again soon.
			void sandbox.cron().catch(() => {});
		}
		if (now >= signInAt) {
			signInAt = now + LOOK_FOR_SIGN_IN_EVERY_MS;
			await signInWhereAsked(world, weather, report);
		}
		await new Promise((resolve) => setTimeout(resolve, TICK_MS));
	}
	return report;
}

async function killDuring({ sandbox }: World, weather: Weather, during: "post" | "renewal") {
	if (during === "renewal") sandbox.zendesk.expireAccessTokens();
	const isCaught = await weather.catchCall(
		({ name, host }) =>
			during === "post" ? name === "chat.postMessage" : host === RENEWING && isTokenCall(name),
		CATCH_WITHIN_MS,
	);
	const from = Date.now();
	await sandbox.kill();
	await new Promise((resolve) => setTimeout(resolve, DOWN_MS));
	await sandbox.revive();
	return { from, to: Date.now(), during: isCaught ? during : null };
}

function endTokens({ sandbox }: World, weather: Weather): void {
	sandbox.zendesk.expireAccessTokens();
	sandbox.zoho.expireAccessTokens();
	weather.loseTokenAnswer("acme.zendesk.com");
}

async function archiveOne({ sandbox, channels }: World): Promise<void> {
	const [channel] = channels;
	const userId = "U0MINA0001";
	if (channel) await sandbox.slack.setArchived({ ...channel, userId, archived: true });
}

/** Nothing goes wrong meanwhile: what is counted is how often somebody is asked. */
export async function signInWhereAsked(world: World, weather: Weather, report: StormReport): Promise<void> {
	const query = "select id from desks where state = 'needs_sign_in'";
	for (const { id } of await readD1<{ id: string }>(world.sandbox, query)) {
		const share = weather.pause();
		await world.signInAgain(id);
		weather.resume(share);
		report.signIns += 1;
	}
}

export function countLostTokenAnswers({ calls }: Weather): number {
	return calls.filter(
		({ name, mishap }) =>
			isTokenCall(name) && mishap !== null && !["slow_down", "unavailable"].includes(mishap),
	).length;
}

export interface Waiting {
	hints: number;
	looks: number;
	notices: number;
	posts: number;
	unlogged: number;
	polls: number;
	cards: number;
}

/** What failed often, or waits for a channel that is gone, has its next turn much later. */
const SOON_MS = 10_000;

/** What is soon to be done by itself. */
export async function countWaiting({ sandbox }: World): Promise<Waiting> {
	const soon = Date.now() + SOON_MS;
	const sum = (className: string, query: string) =>
		readObjects<{ count: number }>(sandbox, className, query).reduce(
			(total, [row]) => total + (row?.count ?? 0),
			0,
		);
	const [hints] = await readD1<{ count: number }>(
		sandbox,
		"select count(*) as count from webhook_intake where state = 'waiting'",
	);
	return {
		hints: hints?.count ?? 0,
		looks: sum("Desk", `select count(*) as count from looks where due_at <= ${soon}`),
		notices: sum("Desk", "select count(*) as count from outbox"),
		polls: sum("Desk", "select count(*) as count from waits where name = 'poll'"),
		posts: sum(
			"SlackTeam",
			`select count(*) as count from posts where state in ('queued', 'sending')
				and lane not in (select name from pace where blocked_at > ${soon})`,
		),
		cards: sum(
			"SlackTeam",
			`select count(*) as count from cards where dirty_at is not null and next_at <= ${soon}
				and channel_id not in (select name from pace where blocked_at > ${soon})`,
		),
		unlogged: sum(
			"SlackTeam",
			"select count(*) as count from posts where finished_at is not null and is_logged = 0",
		),
	};
}
