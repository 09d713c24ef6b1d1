import { describe, expect, it } from "vitest";
import { findWriters, readTables } from "./written-tables.ts";

/** Tables that hold work under way, not what somebody decided: nothing of them is an entry of the log. */
const WORK = new Set([
	"audit_log",
	"commands",
	"operations",
	"oauth_flows",
	"pending_grants",
	"sign_in_links",
	"kept_forms",
	"slack_events",
	"slack_users",
	"webhook_intake",
	"key_sets",
	"day_usage",
	"vendor_errors",
	"sync_runs",
	"sync_issues",
]);

const PART = "a statement of another service's batch, which records it";
const CLOCK = "only says when it is looked at next";
const REST = "clears away after a removal that was recorded when it began";
const SLACK = "Slack's word for what a channel is now: shown on the pages, no setting";

/** What changes settings or states and writes no row of the log, with its reason. */
const UNRECORDED: Record<string, string> = {
	"agent-links/dm-settings.ts editDmSwitches": "a person's own preference in App Home",
	"agent-links/dm-settings.ts setQuietHours": "a person's own preference in App Home",
	"credentials/adopt-grant.ts adoptGrant": "who calls it records what the grant is for",
	"credentials/adopt-grant.ts eraseCredential": "who calls it records why the grant goes",
	"desks/finish-erasure.ts finishErasure": REST,
	"desks/record-agreement.ts recordAgreement": "the agreement is a record of its own: who, when, which text",
	"hearing/administrator.ts claimDueAdministrators": CLOCK,
	"hearing/digest.ts claimDueDigests": CLOCK,
	"hearing/due.ts claimDueHearing": "drops deliveries after 90 days, as their page says",
	"hearing/feed-failure.ts askForRole": CLOCK,
	"hearing/listen.ts ensureListening": "follows from the workspace that was connected",
	"hearing/listen.ts stopListening": "follows from what was removed",
	"hearing/poll-due.ts claimDuePolls": CLOCK,
	"hearing/webhook-subscription.ts recheckWebhooks": CLOCK,
	"orgs/check-org.ts askForCheck": CLOCK,
	"orgs/check-org.ts claimDueChecks": CLOCK,
	"orgs/check-org.ts doubtOrg": CLOCK,
	"orgs/due.ts claimDueSyncs": CLOCK,
	"orgs/facts-failure.ts noteFactsSuccess": "takes back what was only a word for the org's page",
	"orgs/finish-org-removal.ts finishOrgRemoval": REST,
	"sealing/reseal.ts resealSome": "the same values under a newer key",
	"sessions/sessions.ts prepareSession": PART,
	"sessions/sessions.ts endSession": "somebody signs themselves out",
	"sessions/sessions.ts dropExpiredSessions": "they had ended",
	"sync/ensure-defaults.ts ensureDefaults":
		"what was never set up gets its defaults: the switch is what is recorded",
	"sync/record-run.ts markSynced": "only says when it was looked at last",
	"workspaces/accept-channel.ts acceptChannel": SLACK,
	"workspaces/channel-life.ts markChannel": SLACK,
	"workspaces/channel-life.ts leaveChannel": SLACK,
	"workspaces/channel-life.ts clearChannel": SLACK,
	"workspaces/channel-life.ts renameChannel": SLACK,
	"workspaces/channel-life.ts moveChannel": SLACK,
	"workspaces/delete-workspace.ts handOverDefault": PART,
	"workspaces/finish-deletion.ts finishDeletion": REST,
	"workspaces/link-administrator.ts upsertAdminLink": PART,
};

const writers = findWriters();
const changers = writers.filter(({ tables }) => tables.some((table) => !WORK.has(table)));

describe("the audit log", () => {
	it("gets a row from every service that changes a setting or a state, but for those that say why not", () => {
		const unrecorded = changers.filter(({ isRecorded }) => !isRecorded).map(({ name }) => name);
		expect(unrecorded.sort()).toEqual(Object.keys(UNRECORDED).sort());
	});

	it("is judged by all tables there are", () => {
		const tables = new Set(readTables().values());
		for (const table of WORK) expect(tables, table).toContain(table);
	});

	it("is judged by what the services do: those that are known to change something are found", () => {
		const found = new Map(changers.map(({ name, tables }) => [name, tables]));
		expect(found.get("workspaces/edit-workspace.ts writeEdit")).toEqual(["workspaces"]);
		expect(found.get("workspaces/mapping.ts setEach")).toEqual(["mappings"]);
		expect(found.get("settings/save-settings.ts saveSettings")).toEqual(["settings"]);
		expect(found.get("desks/erase-desk.ts eraseDesk")).toEqual(["desks", "orgs", "sessions"]);
		expect(found.get("agent-links/unlink-agent.ts unlinkAgent")).toContain("agent_links");
		expect(found.get("activity/ignore.ts setAllIgnored")).toEqual(["deliveries"]);
	});
});
