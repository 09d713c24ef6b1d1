import type { SalesforceRecordView } from "../../sandbox/vendors/salesforce/views.ts";
import { readD1 } from "./chaos-objects.ts";
import { CITY, type SyncWorld, TAG } from "./sync-chaos-world.ts";

type Kind = "organization" | "person";

/** A record as it ought to be at the desk. */
interface Wanted {
	org: string;
	recordId: string;
	kind: Kind;
	values: { name: string; email: string; phone: string; details: string };
	accountId: string | null;
}

interface Held {
	id: string;
	kind: Kind;
	values: Wanted["values"];
	/** Zendesk adds another address to the first. */
	otherEmails: readonly string[];
	externalId: string | null;
	tags: readonly string[];
	organizationId: string | null;
}

interface LinkRow {
	org_id: string;
	record_id: string;
	kind: Kind;
	desk_record_id: string;
	role: string;
}

const text = (value: unknown) => (typeof value === "string" ? value : "");

/** Every record that the settings speak of, one after the other. */
function listWanted({ sandbox, orgs }: SyncWorld): Wanted[] {
	const records = (object: string, key: string, city: string) =>
		sandbox.salesforce
			.records(object, { limit: Number.POSITIVE_INFINITY }, key)
			.filter(({ fields }) => fields[city] === CITY);
	return orgs.flatMap(({ id: org, key }) => {
		const person = ({ id, name, fields }: SalesforceRecordView): Wanted => {
			const values = {
				name,
				email: text(fields.Email),
				phone: text(fields.Phone),
				details: text(fields.Title),
			};
			return { org, recordId: id, kind: "person", values, accountId: text(fields.AccountId) || null };
		};
		const accounts = records("Account", key, "BillingCity").map(({ id, name, fields }): Wanted => {
			const values = { name, email: "", phone: "", details: text(fields.BillingState) };
			return { org, recordId: id, kind: "organization", values, accountId: null };
		});
		const leads = records("Lead", key, "City").filter(({ fields }) => fields.IsConverted !== true);
		return [...accounts, ...records("Contact", key, "MailingCity").map(person), ...leads.map(person)];
	});
}

function listHeld({ sandbox: { zendesk } }: SyncWorld): Held[] {
	const organizations = zendesk.organizations().map(({ id, name, details, externalId, tags }): Held => {
		const values = { name, email: "", phone: "", details: text(details) };
		return {
			id: String(id),
			kind: "organization",
			values,
			otherEmails: [],
			externalId,
			tags,
			organizationId: null,
		};
	});
	const people = zendesk.directoryPeople().map((person): Held => {
		const { id, name, email, phone, details, otherEmails, externalId, tags, organizationId } = person;
		const values = { name, email, phone: text(phone), details: text(details) };
		const home = organizationId === null ? null : String(organizationId);
		return { id: String(id), kind: "person", values, otherEmails, externalId, tags, organizationId: home };
	});
	return [...organizations, ...people];
}

export interface Wrong {
	fault: string;
	recordId: string;
	deskIds: string[];
}

export interface Verdict {
	/** Records that aren't at the desk as they should be. */
	wrong: Wrong[];
	/** What the desk has beyond that. */
	extra: string[];
	twice: string[];
	records: number;
	/** Records that the desk refuses or another org has, with an issue that says so. */
	shared: number;
	retired: number;
}

/** `before`: what the desk held before the first run. */
export async function judge(world: SyncWorld, before: ReadonlySet<string>): Promise<Verdict> {
	const links = await readD1<LinkRow>(
		world.sandbox,
		"select org_id, record_id, kind, desk_record_id, role from links where role = 'owner'",
	);
	const linkOf = new Map(links.map((link) => [`${link.org_id} ${link.record_id} ${link.kind}`, link]));
	const held = new Map(listHeld(world).map((one) => [`${one.kind} ${one.id}`, one]));
	const wanted = listWanted(world);
	const isWanted = new Set(wanted.map(({ org, recordId, kind }) => `${org} ${recordId} ${kind}`));
	const issues = await readD1<{ key: string }>(
		world.sandbox,
		"select org_id || ' ' || record_id || ' ' || kind as key from sync_issues where state <> 'ignored'",
	);
	const hasIssue = new Set(issues.map(({ key }) => key));
	const holders = Map.groupBy(
		[...held.values()].flatMap((one) => marksOf(one).map((mark) => ({ mark, id: one.id }))),
		({ mark }) => mark,
	);
	const wrong: Wrong[] = [];
	let shared = 0;
	for (const record of wanted) {
		const key = `${record.org} ${record.recordId} ${record.kind}`;
		const link = linkOf.get(key);
		const home = linkOf.get(`${record.org} ${record.accountId} organization`);
		const one = link && held.get(`${record.kind} ${link.desk_record_id}`);
		const faults = findFaults(record, one, home?.desk_record_id);
		const others = marksOf(record).flatMap((mark) => holders.get(mark) ?? []);
		// A name or an address that another record has is refused by the desk: people are told of it.
		const isOthers = hasIssue.has(key) && others.some(({ id }) => id !== one?.id);
		if (faults.length > 0 && isOthers) shared++;
		else {
			const { kind, recordId } = record;
			const deskIds = link ? [link.desk_record_id] : [];
			wrong.push(
				...faults.map((fault) => ({ fault: `${kind} of ${recordId}: ${fault}`, recordId, deskIds })),
			);
		}
	}
	const unwanted = links.filter((link) => !isWanted.has(`${link.org_id} ${link.record_id} ${link.kind}`));
	const linked = new Set(links.map(({ kind, desk_record_id }) => `${kind} ${desk_record_id}`));
	const made = [...held].filter(([key]) => !before.has(key) && !linked.has(key)).map(([, one]) => one);
	const loose = made.filter(({ tags }) => !tags.includes(TAG));
	return {
		wrong,
		extra: [
			...unwanted.map(({ record_id, kind }) => `${kind} of ${record_id}, which is gone`),
			...loose.map((one) => `${one.kind} ${one.id} ${one.externalId} ${one.values.name} is nobody's`),
		],
		twice: findTwice([...held.values()]),
		records: wanted.length,
		shared,
		retired: made.length - loose.length,
	};
}

function findFaults({ values }: Wanted, one: Held | undefined, home: string | undefined): string[] {
	if (!one) return ["has no counterpart"];
	// An address is never cleared: whoever inherits somebody's counterpart without having one keeps the other's.
	const isTheirs = values.email === "" || one.otherEmails.includes(values.email);
	const email = isTheirs ? values.email : one.values.email;
	const [wanted, found] = [JSON.stringify(values), JSON.stringify({ ...one.values, email })];
	return [
		...(wanted === found ? [] : [`${wanted}, at the desk ${found}`]),
		...(home === undefined || one.organizationId === home
			? []
			: [`belongs to ${one.organizationId}, not ${home}`]),
	];
}

/** What no two records of a desk share. */
function marksOf({
	kind,
	values: { name, email },
	otherEmails = [],
}: Pick<Wanted, "kind" | "values"> & { otherEmails?: readonly string[] }): string[] {
	const marks = kind === "organization" ? [name] : [email, ...otherEmails];
	return marks.filter((mark) => mark !== "").map((mark) => `${kind} ${mark.toLowerCase()}`);
}

function findTwice(held: readonly Held[]): string[] {
	const marks = held.flatMap((one) => [
		...marksOf(one),
		...(one.externalId === null ? [] : [`${one.kind} of ${one.externalId}`]),
	]);
	const counts = Map.groupBy(marks, (mark) => mark);
	return [...counts].flatMap(([mark, all]) => (all.length > 1 ? [`${mark}: ${all.length}`] : []));
}

export function listKeys(world: SyncWorld): Set<string> {
	return new Set(listHeld(world).map(({ kind, id }) => `${kind} ${id}`));
}
