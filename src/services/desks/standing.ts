import { eq, sql } from "drizzle-orm";
import type { Context, DeskHealth } from "../../context.ts";
import { credentials, desks } from "../../db/schema.ts";
import { deskWebhooks } from "../../db/schema-hearing.ts";
import { GAP_FILLER_MS, ONLY_WAY_MS, POLL_SHARE } from "../hearing/poll-due.ts";
import type { Desk } from "./find-desk.ts";

/** How a connection stands: what it rests on, how the desk tells of tickets, what its day still holds. */
export interface Standing {
	/** The grant of whoever connected the desk; null when there is none. */
	grant: { state: GrantState; accessExpiresAt: number | null; missingScopes: string[] } | null;
	webhook: Webhook | null;
	/** null while nobody listens, or when its object can't be asked now. */
	health: DeskHealth | null;
	pollMs: number;
	/** null where a day has no limit. */
	day: { budget: number; pollBudget: number } | null;
	/** Of its first workspace; UTC while there is none. */
	timezone: string;
}

type GrantState = (typeof credentials.$inferSelect)["state"];
export type Webhook = Pick<
	typeof deskWebhooks.$inferSelect,
	"state" | "reason" | "webhookId" | "checkedAt" | "nextCheckAt"
>;

export async function findStanding(ctx: Context, desk: Desk): Promise<Standing> {
	const [[row], health] = await Promise.all([readRows(ctx, desk.id), askHealth(ctx, desk)]);
	const webhook = row?.webhook ?? null;
	const budget = ctx.provider(desk.provider).dailyBudget(desk.edition);
	return {
		grant: row?.grant ? toGrant(ctx, desk, row.grant) : null,
		webhook,
		health,
		pollMs: webhook?.state === "active" ? GAP_FILLER_MS : ONLY_WAY_MS,
		day: budget === null ? null : { budget, pollBudget: Math.floor(budget * POLL_SHARE) },
		timezone: row?.timezone ?? "UTC",
	};
}

function readRows(ctx: Context, deskId: string) {
	const { state, reason, webhookId, checkedAt, nextCheckAt } = deskWebhooks;
	return ctx.db
		.select({
			grant: {
				state: credentials.state,
				accessExpiresAt: credentials.accessExpiresAt,
				scopes: credentials.scopes,
			},
			webhook: { state, reason, webhookId, checkedAt, nextCheckAt },
			timezone: timezoneOf(deskId),
		})
		.from(desks)
		.leftJoin(credentials, eq(credentials.id, desks.credentialId))
		.leftJoin(deskWebhooks, eq(deskWebhooks.deskId, desks.id))
		.where(eq(desks.id, deskId));
}

function timezoneOf(deskId: string) {
	return sql<string | null>`(select w.timezone from workspaces w
		where w.desk_id = ${deskId} and w.state <> 'deleting' order by w.created_at limit 1)`;
}

/** The clock that pages of the whole desk go by: its first workspace's. */
export async function findTimezone(ctx: Context, deskId: string): Promise<string> {
	const [row] = await ctx.db
		.select({ timezone: timezoneOf(deskId) })
		.from(desks)
		.where(eq(desks.id, deskId));
	return row?.timezone ?? "UTC";
}

function toGrant(
	ctx: Context,
	desk: Desk,
	{ state, accessExpiresAt, scopes }: { state: GrantState; accessExpiresAt: number | null; scopes: string },
) {
	const given = scopes.split(" ");
	const missingScopes =
		state === "active"
			? ctx
					.provider(desk.provider)
					.scopes("admin")
					.filter((scope) => !given.includes(scope))
			: [];
	return { state, accessExpiresAt, missingScopes };
}

/** The page is there also when the object isn't. */
async function askHealth(ctx: Context, desk: Desk): Promise<DeskHealth | null> {
	if (desk.listeningAt === null) return null;
	try {
		return await ctx.desk(desk.id).health();
	} catch (error) {
		ctx.log.warn("desk.health_unknown", { desk: desk.id, error: (error as Error).name });
		return null;
	}
}
