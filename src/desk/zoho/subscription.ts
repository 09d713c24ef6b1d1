import { isVendorError, type VendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import type { WebhookKeys, WebhookOutcome, WebhookRefusal } from "../desk-feed.ts";
import { rowsOf, type ZohoClient } from "./client.ts";
import { readDepartments } from "./people.ts";
import { type WebhookRow, webhookList, webhookRow } from "./schema-hearing.ts";
import { anyObject } from "./schema-writing.ts";

const MAX_NAME = 50;
/** New addresses may be longer, changed ones not. */
const MAX_ADDRESS = 100;
/** The smallest number an edition with webhooks grants. */
const LEAST_GRANTED = 5;

/** Every way in which one of our events shows. */
const EVENTS = [
	"Ticket_Add",
	"Ticket_Update",
	"Ticket_Delete",
	"Ticket_Comment_Add",
	"Ticket_Thread_Add",
] as const;

interface Wanted {
	address: string;
	name: string;
}

export async function ensureWebhook(
	client: ZohoClient,
	wanted: Wanted,
	known: WebhookKeys | null,
): Promise<WebhookOutcome> {
	if (wanted.address.length > MAX_ADDRESS) return { ok: false, reason: "address" };
	let others: WebhookRow[] = [];
	try {
		const rows = await listWebhooks(client);
		const own = rows.filter((row) => row.url === wanted.address || row.id === known?.id);
		others = rows.filter((row) => !own.includes(row));
		const kept = own.find(({ id }) => id === known?.id) ?? own[0];
		for (const { id } of own) if (id !== kept?.id) await removeWebhook(client, id);
		if (kept && !hasDrifted(kept, wanted)) {
			return { ok: true, keys: keysOf(kept), repaired: known !== null && known.id !== kept.id };
		}
		const saved = kept && (await save(client, wanted, { operation: "PATCH /webhooks/{id}", id: kept.id }));
		if (saved) return { ok: true, keys: keysOf(kept), repaired: true };
		const created = await save(client, wanted, { operation: "POST /webhooks", id: null });
		if (!created) throw new Error("a webhook without an id");
		return { ok: true, keys: keysOf(created), repaired: known !== null };
	} catch (error) {
		const reason = isVendorError(error) ? toRefusal(error, others) : null;
		if (reason === null) throw error;
		return { ok: false, reason };
	}
}

export async function removeWebhook(client: ZohoClient, id: string): Promise<void> {
	try {
		await client.write({
			operation: "DELETE /webhooks/{id}",
			method: "DELETE",
			path: path`/webhooks/${id}`,
			schema: anyObject,
		});
	} catch (error) {
		if (!isVendorError(error) || error.kind !== "not_found") throw error;
	}
}

/** Those of marketplace apps are not ours to look at. */
async function listWebhooks(client: ZohoClient): Promise<WebhookRow[]> {
	const answer = await client.read({ operation: "GET /webhooks", path: "/webhooks", schema: webhookList });
	return rowsOf(answer).filter(({ type }) => type !== "EXTENSION_WEBHOOK");
}

function hasDrifted(row: WebhookRow, wanted: Wanted): boolean {
	const { subscriptions, includeEventsFrom } = row;
	return (
		row.isEnabled === false ||
		row.url !== wanted.address ||
		(includeEventsFrom !== undefined && !includeEventsFrom?.includes("AUTOMATION")) ||
		(subscriptions !== undefined && !EVENTS.every((event) => hears(subscriptions ?? {}, event)))
	);
}

/** Present, and not held to some departments, fields or one direction: those of all departments came from us. */
function hears(subscriptions: NonNullable<WebhookRow["subscriptions"]>, event: string): boolean {
	if (!Object.hasOwn(subscriptions, event)) return false;
	const { fields, direction } = subscriptions[event] ?? {};
	return !direction && (fields ?? []).length === 0;
}

type Target = { operation: string; id: string | null };

/** null: the one to change is gone. Where the vendor insists on departments, all of them are named. */
async function save(client: ZohoClient, wanted: Wanted, target: Target): Promise<WebhookRow | null> {
	try {
		return await send(client, wanted, target, null);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		if (error.kind === "not_found" && target.id !== null) return null;
		if (!Object.keys(error.fields).some((field) => field.includes("departmentIds"))) throw error;
		const departments = await readDepartments(client);
		return await send(
			client,
			wanted,
			target,
			departments.map(({ id }) => id),
		);
	}
}

function send(client: ZohoClient, wanted: Wanted, { operation, id }: Target, departmentIds: string[] | null) {
	return client.write({
		operation,
		method: id === null ? "POST" : "PATCH",
		path: id === null ? "/webhooks" : path`/webhooks/${id}`,
		json: {
			name: [...wanted.name].slice(0, MAX_NAME).join(""),
			url: wanted.address,
			description: "Ticket events for Slack",
			isEnabled: true,
			// Rules that act by themselves change tickets, too.
			includeEventsFrom: ["AUTOMATION"],
			subscriptions: Object.fromEntries(EVENTS.map((event) => [event, filterOf(event, departmentIds)])),
		},
		schema: webhookRow,
	});
}

/** null, not `{}`, is "without a filter". */
function filterOf(event: (typeof EVENTS)[number], departmentIds: string[] | null): object | null {
	const departments = departmentIds && event !== "Ticket_Delete" ? { departmentIds } : null;
	return event === "Ticket_Update" ? { ...departments, includePrevState: true } : departments;
}

/** A webhook is known by its id alone: the vendor signs with its published keys. */
const keysOf = ({ id }: WebhookRow): WebhookKeys => ({ id, secret: null });

/** null: no refusal, but something that went wrong. */
function toRefusal({ kind, code, fields }: VendorError, others: WebhookRow[]): WebhookRefusal | null {
	// The same word for "no webhooks" and for "no more of them": an edition without any has none to list.
	if (code === "LICENSE_ACCESS_LIMITED") return others.length > 0 ? "limit" : "edition";
	if (kind === "forbidden" && code !== "OAUTH_ORG_MISMATCH") return "rights";
	if (kind !== "invalid") return null;
	const names = Object.keys(fields);
	if (names.includes("url")) return "address";
	if (names.some((name) => name !== "isEnabled")) return null;
	return others.length >= LEAST_GRANTED ? "limit" : "address";
}
