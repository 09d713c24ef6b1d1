import { setTimeout as wait } from "node:timers/promises";
import type { CrmCounterpart, CrmSync } from "../playground/crm-panel.ts";
import { SALESFORCE_ORGS, toSalesforceHost } from "../seed/salesforce-orgs.ts";
import type { Sandbox } from "./sandbox.ts";

/** A look for changes takes a few seconds; a full sync that stands before it takes longer. */
const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 250;
const MOST_TICKETS = 3;

const IS_ON = "next_sync_at is not null and state = 'connected'";
const LOOKING = `select id from orgs where ${IS_ON}`;
const UNDER_WAY = `select id from sync_runs where state = 'running' and org_id in (${LOOKING})`;

type Tied = Pick<CrmCounterpart, "desk"> & { kind: "organization" | "person"; id: string };

/** What the Worker has written down about the orgs, read where it lies. */
export function createCrmSync(sandbox: Sandbox): CrmSync {
	async function rows<T>(query: string, ...values: (string | number)[]): Promise<T[]> {
		const database = await sandbox.database();
		return (
			await database
				.prepare(query)
				.bind(...values)
				.all<T>()
		).results;
	}

	/** Whether the query soon finds nothing any more. */
	async function isSoonEmpty(until: number, query: string, ...values: number[]): Promise<boolean> {
		while ((await rows(query, ...values)).length > 0) {
			if (Date.now() > until) return false;
			await wait(LOOK_EVERY_MS);
		}
		return true;
	}

	return {
		async connected() {
			const found = await rows<{ host: string }>("select host from orgs where state = 'connected'");
			const hosts = found.map(({ host }) => host);
			return SALESFORCE_ORGS.filter((org) => hosts.includes(toSalesforceHost(org))).map(({ key }) => key);
		},
		async counterparts(recordId) {
			const tied = await rows<Tied>(
				`select desks.provider as desk, links.kind, links.desk_record_id as id
				from links join desks on desks.id = links.desk_id where links.record_id = ?`,
				recordId,
			);
			return tied.flatMap((one) => {
				const found = one.desk === "zendesk" ? findInZendesk(sandbox, one) : findInZoho(sandbox, one);
				return found ?? [];
			});
		},
		async run() {
			const until = Date.now() + PATIENCE_MS;
			// One that is under way may have passed by what was changed just now.
			if (!(await isSoonEmpty(until, UNDER_WAY))) return "under_way";
			const before = Date.now();
			const on = await rows(`update orgs set next_sync_at = ? where ${IS_ON} returning id`, before);
			if (on.length === 0) return "nothing_on";
			await sandbox.cron();
			const isOver = await isSoonEmpty(until, `${LOOKING} and coalesce(synced_at, 0) < ?`, before);
			return isOver ? "done" : "under_way";
		},
	};
}

function findInZendesk({ zendesk }: Sandbox, { kind, id }: Tied): CrmCounterpart | null {
	const key = Number(id);
	const found = kind === "organization" ? zendesk.organization(key) : zendesk.directoryPerson(key);
	if (!found) return null;
	const tickets = zendesk
		.tickets()
		.filter(({ requester }) =>
			kind === "person" ? requester.id === key : requester.organization === found.name,
		)
		.map((ticket) => ({ id: String(ticket.id), number: String(ticket.id), subject: ticket.subject }));
	return { desk: "zendesk", name: found.name, tickets: tickets.slice(0, MOST_TICKETS) };
}

function findInZoho({ zoho }: Sandbox, { kind, id }: Tied): CrmCounterpart | null {
	const contact = kind === "person" ? zoho.contact(id) : null;
	const name = contact
		? [contact.firstName, contact.lastName].filter(Boolean).join(" ")
		: kind === "organization"
			? zoho.account(id)?.name
			: undefined;
	if (name === undefined) return null;
	const tickets = zoho
		.tickets()
		.filter(({ requesterId, organization }) => (contact ? requesterId === id : organization === name))
		.map(({ id: ticketId, number, subject }) => ({ id: ticketId, number, subject }));
	return { desk: "zoho", name, tickets: tickets.slice(0, MOST_TICKETS) };
}
