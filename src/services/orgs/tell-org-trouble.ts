import { eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { NewDelivery, OrgTrouble } from "../../core/delivery.ts";
import { desks } from "../../db/schema.ts";
import { type Administrator, findAdministrators } from "../hearing/tell-administrators.ts";
import { requireOrigin } from "../settings/settings.ts";
import type { Org } from "../sync/find-org.ts";

/** Where each is looked into. */
const PLACES: Readonly<Record<OrgTrouble, string>> = {
	org_needs_sign_in: "",
	org_needs_admin: "",
	org_run_failed: "/runs",
	org_issues: "/issues",
};

/**
 * Every linked administrator of the org's desk is told in Slack, once for each `occasion` however often this is called
 * within three days. Never throws: the pages say it, too.
 */
export async function tellOrgTrouble(
	ctx: Context,
	org: Pick<Org, "id" | "deskId" | "name">,
	trouble: {
		code: OrgTrouble;
		occasion: string | number;
		/** Why a run failed. */
		reason?: string | null;
		/** How many records have new issues. */
		count?: number;
	},
): Promise<void> {
	try {
		const [desk] = await ctx.db
			.select({ id: desks.id, name: desks.name, provider: desks.provider })
			.from(desks)
			.where(eq(desks.id, org.deskId));
		if (!desk) return;
		const origin = await requireOrigin(ctx);
		const people = await findAdministrators(ctx, org.deskId, null);
		const toDelivery = (person: Administrator): NewDelivery => ({
			key: `trouble:${trouble.code}:${org.id}:${trouble.occasion}:${person.slackUserId}`,
			workspaceId: person.workspaceId,
			desk,
			destination: { kind: "direct", slackUserId: person.slackUserId },
			locale: person.locale ?? person.workspaceLocale,
			at: ctx.now(),
			notBefore: 0,
			content: {
				kind: "trouble",
				code: trouble.code,
				channelId: null,
				channelName: null,
				orgName: org.name,
				reason: trouble.reason ?? null,
				count: trouble.count ?? 0,
				settingsUrl: `${origin}/admin/salesforce/${org.id}${PLACES[trouble.code]}`,
			},
			notSent: null,
		});
		for (const [objectId, some] of Map.groupBy(people, (person) => person.objectId)) {
			await ctx.slackTeam(objectId).accept(some.map(toDelivery));
		}
	} catch (error) {
		ctx.log.error("org.administrators_not_told", { org: org.id, error: (error as Error).name });
	}
}
