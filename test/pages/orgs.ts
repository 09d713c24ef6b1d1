import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { connectOrg, signInAsAdmin } from "../support/salesforce-story.ts";
import { addIssues } from "./issues.ts";
import { changeRows, insertRows, type Row } from "./rows.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Three Salesforce orgs of a desk: one that works, one that needs an administrator, one that was disconnected. */
export async function addOrgs(sandbox: Sandbox, deskId: string): Promise<Record<string, string>> {
	const now = Date.now();
	const org = (id: string, name: string, over: Row): Row => ({
		id,
		desk_id: deskId,
		name,
		environment: "production",
		host: "login.salesforce.com",
		client_id: "3MVG9sandboxclient",
		client_secret_sealed: "",
		state: "connected",
		trouble: null,
		trouble_at: null,
		organization_id: id,
		organization_name: name,
		edition: "Enterprise Edition",
		instance_url: "https://acme.my.salesforce.com",
		username: "mina@acme.example",
		connected_by_agent_id: "520000000099001",
		connected_by_name: "Mina Kato",
		connected_at: now - 12 * DAY_MS,
		terms_version: "1",
		terms_by_name: "Mina Kato",
		terms_at: now - 12 * DAY_MS,
		features: '{"accounts":true,"people":true}',
		features_before: null,
		calls_used: 18_240,
		calls_allowed: 115_000,
		calls_seen_at: now - 3 * 60_000,
		synced_at: now - 3 * 60_000,
		created_at: now - 12 * DAY_MS,
		updated_at: now,
		...over,
	});
	await insertRows(sandbox, "orgs", [
		org("00D000000000001EAA", "Acme Sales", {}),
		org("00D000000000002EAA", "Acme 北日本", { state: "needs_sign_in", environment: "sandbox" }),
		org("00D000000000003EAA", "Acme Labs", {
			state: "disconnected",
			features: "{}",
			features_before: '{"accounts":true,"people":true}',
		}),
	]);
	const kinds = ["incremental", "incremental", "incremental", "reconcile", "backfill", "dry_run"];
	await insertRows(
		sandbox,
		"sync_runs",
		kinds.map((kind, index) => ({
			id: `run-${index}`,
			org_id: "00D000000000001EAA",
			desk_id: deskId,
			kind,
			state: index === 2 ? "failed" : "done",
			reason: index === 2 ? "salesforce" : null,
			counts: JSON.stringify({ read: 40 * (index + 1), created: 3, updated: 12 * index, unchanged: 9 }),
			started_by_name: index > 3 ? "Mina Kato" : null,
			started_at: now - (index + 1) * 5 * HOUR_MS,
			finished_at: now - (index + 1) * 5 * HOUR_MS + 42_000,
		})),
	);
	await addIssues(sandbox, { orgId: "00D000000000001EAA", deskId });
	return {
		org: "00D000000000001EAA",
		orgLive: await connectLive(sandbox),
		record: sandbox.salesforce.records("Contact", { limit: 1 }, "acme--uat.sandbox")[0]?.id ?? "",
		orgEnded: "00D000000000002EAA",
		orgDisconnected: "00D000000000003EAA",
	};
}

/** One whose fields can be read; nothing is synced while its pages are looked at. */
async function connectLive(sandbox: Sandbox): Promise<string> {
	const browser = await signInAsAdmin(sandbox, "zoho");
	const id = await connectOrg(browser, sandbox, "acme--uat.sandbox");
	await browser.submit("/features", { accounts: "yes", people: "yes" });
	await changeRows(sandbox, "update orgs set next_sync_at = null, next_check_at = null where id = ?", id);
	return id;
}
