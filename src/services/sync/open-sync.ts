import { aliasedTable, and, eq, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { TargetField } from "../../core/sync/fields.ts";
import type { DirectoryKind } from "../../core/sync/record.ts";
import type { Features, OrgSettings } from "../../core/sync/settings.ts";
import { credentials, desks } from "../../db/schema.ts";
import { orgs } from "../../db/schema-sync.ts";
import type { DeskDirectory } from "../../desk/desk-directory.ts";
import type { Crm, CrmMemory } from "../../salesforce/crm.ts";
import type { Desk } from "../desks/find-desk.ts";
import { tokensOf } from "../desks/open-desk.ts";
import type { Org } from "./find-org.ts";
import { parseFeatures, parseOrgSettings } from "./org-settings.ts";

/** Both sides of a sync, each with the rights of whoever connected it. */
export interface OpenSync {
	org: Org;
	desk: Desk;
	features: Features;
	settings: OrgSettings;
	crm: Crm;
	directory: DeskDirectory;
}

/** Why nothing can be synced now: somebody has to sign in to one side, or the org isn't connected. */
export type SyncObstacle = "gone" | "org_disconnected" | "org_sign_in" | "desk_sign_in";

const CALL_TIMEOUT_MS = 20_000;

export async function openSync(
	ctx: Context,
	orgId: string,
	memory: CrmMemory,
	knownFields: (kind: DirectoryKind) => TargetField[] | undefined = () => undefined,
): Promise<{ open: OpenSync } | { obstacle: SyncObstacle }> {
	const ofOrg = aliasedTable(credentials, "org_credential");
	const ofDesk = aliasedTable(credentials, "desk_credential");
	const [row] = await ctx.db
		.select({ org: orgs, desk: desks, ofOrg, ofDesk })
		.from(orgs)
		.innerJoin(desks, eq(desks.id, orgs.deskId))
		.leftJoin(ofOrg, and(eq(ofOrg.id, orgs.credentialId), eq(ofOrg.state, "active")))
		.leftJoin(ofDesk, and(eq(ofDesk.id, desks.credentialId), eq(ofDesk.state, "active")))
		.where(and(eq(orgs.id, orgId), ne(orgs.state, "deleting")));
	if (!row) return { obstacle: "gone" };
	const { org, desk } = row;
	if (org.state === "disconnected" || org.state === "registered") return { obstacle: "org_disconnected" };
	if (org.state !== "connected" || !row.ofOrg || org.instanceUrl === null) return { obstacle: "org_sign_in" };
	if (desk.state !== "connected" || !row.ofDesk) return { obstacle: "desk_sign_in" };
	const call = ctx.call(CALL_TIMEOUT_MS);
	const provider = ctx.provider(desk.provider);
	return {
		open: {
			org,
			desk,
			features: parseFeatures(org.features),
			settings: parseOrgSettings(org.settings),
			crm: ctx.crm.open(org.instanceUrl, tokensOf(ctx, desk.id, row.ofOrg), call, memory),
			directory: provider.openDirectory(desk, tokensOf(ctx, desk.id, row.ofDesk), call, knownFields),
		},
	};
}
