import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { nameIssues } from "./issues.ts";
import { changeRows } from "./rows.ts";

const MARKUP = `<!here> *Mallory* & <https://evil.example|Zendesk> \`x\` _y_ @channel"'><script>alert(1)</script>`;
const LONG = "部署名がとても長い会社".repeat(40);
const UNBROKEN = "W".repeat(10_000);

/** Everything that other people name: markup, no place to break, ten thousand characters, no spaces in Japanese. */
export async function nameHostilely(sandbox: Sandbox): Promise<void> {
	const change = (sql: string, ...values: string[]) => changeRows(sandbox, sql, ...values);
	await change("update desks set name = ?, connected_by_name = ?, portal_url = ?", LONG, MARKUP, UNBROKEN);
	await change("update slack_teams set name = ?", MARKUP);
	await change("update slack_teams set name = ? where team_id = 'T0KITA0001'", UNBROKEN);
	await change("update mappings set channel_name = ?, department_name = ?", MARKUP, LONG);
	await change("update mappings set channel_name = ? where team_id = 'T0NORTHW01'", UNBROKEN);
	await change("update agent_links set agent_name = ?", MARKUP);
	await change("update agent_links set agent_name = ? where id = 'link-0'", UNBROKEN);
	await change("update agent_links set agent_name = ? where id = 'link-1'", LONG);
	await change("update sessions set agent_name = ?", MARKUP);
	await change("update audit_log set actor_name = ?", MARKUP);
	await change("update audit_log set actor_name = ? where id = (select max(id) from audit_log)", UNBROKEN);
	await change("update deliveries set reason = ? where state = 'not_sent'", MARKUP);
	await change("update deliveries set ticket_number = ? where id = 'delivery-0120'", UNBROKEN);
	await change("update orgs set name = ?, connected_by_name = ?", LONG, MARKUP);
	await change("update orgs set trouble = ?, username = ?, organization_name = ?", MARKUP, UNBROKEN, LONG);
	await change("update sync_runs set started_by_name = ?", UNBROKEN);
	await nameIssues(sandbox, `${MARKUP} ${LONG} ${UNBROKEN}`);
	await change("update webhook_intake set ticket_id = ? where id = 'intake-1'", UNBROKEN);
}
