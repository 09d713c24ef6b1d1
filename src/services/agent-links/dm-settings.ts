import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { parseSwitches, type QuietHours, type Switches } from "../../core/notification-settings.ts";
import { agentLinks } from "../../db/schema.ts";

/** A linked person, and what they want to hear by direct message, and when. */
export interface DmSettings {
	agentName: string;
	linkedAt: number;
	switches: Switches;
	/** null: none. */
	quietHours: QuietHours | null;
	timezone: string;
}

export interface SlackPersonKey {
	teamId: string;
	userId: string;
}

/** By desk. */
export async function findDmSettings(
	ctx: Context,
	person: SlackPersonKey,
): Promise<ReadonlyMap<string, DmSettings>> {
	const rows = await ctx.db.select().from(agentLinks).where(linksOf(person));
	return new Map(rows.map((row) => [row.deskId, toSettings(row)]));
}

const MAX_ATTEMPTS = 5;

/**
 * Changes the switches of the person's own link. Two presses at the same moment both count. Personal preferences
 * are no entries of the audit log.
 */
export async function editDmSwitches(
	ctx: Context,
	person: SlackPersonKey,
	deskId: string,
	edit: (switches: Switches) => Switches,
): Promise<void> {
	const its = and(linksOf(person), eq(agentLinks.deskId, deskId));
	for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
		const [row] = await ctx.db.select({ dmSwitches: agentLinks.dmSwitches }).from(agentLinks).where(its);
		if (!row) return;
		const dmSwitches = JSON.stringify(edit(parseSwitches(row.dmSwitches)));
		const written = await ctx.db
			.update(agentLinks)
			.set({ dmSwitches })
			.where(and(its, eq(agentLinks.dmSwitches, row.dmSwitches)))
			.returning({ id: agentLinks.id });
		if (written.length > 0) return;
	}
}

/** null: no quiet hours. */
export async function setQuietHours(
	ctx: Context,
	person: SlackPersonKey,
	deskId: string,
	hours: QuietHours | null,
	timezone: string,
): Promise<void> {
	await ctx.db
		.update(agentLinks)
		.set({ quietFrom: hours?.from ?? null, quietTo: hours?.to ?? null, timezone })
		.where(and(linksOf(person), eq(agentLinks.deskId, deskId)));
}

function linksOf({ teamId, userId }: SlackPersonKey) {
	return and(eq(agentLinks.teamId, teamId), eq(agentLinks.slackUserId, userId));
}

function toSettings(row: typeof agentLinks.$inferSelect): DmSettings {
	const { agentName, linkedAt, dmSwitches, quietFrom, quietTo, timezone } = row;
	const quietHours = quietFrom !== null && quietTo !== null ? { from: quietFrom, to: quietTo } : null;
	return { agentName, linkedAt, switches: parseSwitches(dmSwitches), quietHours, timezone };
}
