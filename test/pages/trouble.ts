import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { TEAM_ACME, TEAM_KITA } from "../../sandbox/seed/people.ts";
import { changeRows, insertRows, readId } from "./rows.ts";

const idOf = (sandbox: Sandbox, provider: string) =>
	readId(sandbox, "select id from desks where provider = ?", provider);

export async function findTroubled(sandbox: Sandbox): Promise<Record<string, string>> {
	const zoho = await idOf(sandbox, "zoho");
	const workspaceOf = (desk: string, team: string) =>
		readId(sandbox, "select id from workspaces where desk_id = ? and team_id = ?", desk, team);
	return {
		troubled: await workspaceOf(zoho, TEAM_ACME),
		older: await workspaceOf(zoho, TEAM_KITA),
		northwind: await workspaceOf(zoho, "T0NORTHW01"),
	};
}

/** Whatever can be wrong: Zendesk waits for a sign-in, Zoho Desk is paused, and Slack takes no messages. */
export async function makeTrouble(sandbox: Sandbox): Promise<void> {
	const now = Date.now();
	const [zendesk, zoho] = [await idOf(sandbox, "zendesk"), await idOf(sandbox, "zoho")];
	await changeRows(sandbox, "update desks set state = 'needs_sign_in' where id = ?", zendesk);
	await changeRows(sandbox, "update credentials set state = 'needs_sign_in' where desk_id = ?", zendesk);
	await changeRows(sandbox, "update desks set paused_at = ? where id = ?", now, zoho);
	await changeRows(
		sandbox,
		"update desk_webhooks set state = 'refused', reason = 'rights' where desk_id = ?",
		zoho,
	);
	await changeRows(sandbox, "update slack_teams set state = 'revoked' where team_id = 'T0NORTHW01'");
	await changeRows(sandbox, "update workspaces set state = 'active' where team_id = 'T0NORTHW01'");
	await changeRows(
		sandbox,
		"update slack_teams set scopes = replace(scopes, ',links:read,links:write', '') where team_id = ?",
		TEAM_KITA,
	);
	await changeRows(
		sandbox,
		"update mappings set trouble = 'is_archived', trouble_at = ? where desk_id = ? and team_id = ?",
		now - 5_400_000,
		zoho,
		TEAM_ACME,
	);
	await insertRows(sandbox, "mappings", [
		{
			desk_id: zoho,
			team_id: TEAM_ACME,
			department_id: "520000000006909",
			department_name: "日本サポート",
			channel_id: "C0VIP00001",
			channel_name: "vip-customers",
			channel_kind: "private",
			state: "needs_invite",
			updated_at: now,
		},
	]);
}
