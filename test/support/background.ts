import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";

/** Further away than any story goes. */
const NEVER = 9e15;

/**
 * Nothing is asked of a desk but what people ask: no polls, no look at its webhook or its administrator's role. For
 * stories that count tokens and calls.
 */
export async function holdBackground(sandbox: Sandbox): Promise<void> {
	await sandbox.idle();
	const database = await sandbox.database();
	await database.batch([
		database.prepare("update desks set next_poll_at = ?, admin_checked_at = ?").bind(NEVER, NEVER),
		database.prepare("update desk_webhooks set next_check_at = ?").bind(NEVER),
	]);
}
