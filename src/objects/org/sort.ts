import type { TargetField } from "../../core/sync/fields.ts";
import { hashValues } from "../../core/sync/hash-values.ts";
import { mapRecord } from "../../core/sync/map-record.ts";
import { toQuestion } from "../../core/sync/match-record.ts";
import type { CrmRecord, DirectoryKind } from "../../core/sync/record.ts";
import type { IssueReason } from "../../core/sync/run.ts";
import type { ObjectSettings } from "../../core/sync/settings.ts";
import type { Link } from "../../db/links.ts";
import type { KnownIssue } from "../../db/sync-issues.ts";
import type { Trouble } from "./issues.ts";
import type { Item } from "./run.ts";

/** What is to be done with one record of a page. */
export type Sorted =
	| { is: "unchanged" }
	/** Left alone on purpose: a lead that became a contact, a record that nothing is made for. */
	| { is: "skipped" }
	| { is: "trouble"; trouble: Trouble }
	/** Its counterpart is known. */
	| { is: "changed"; item: Item }
	/** One has to be found or made. */
	| { is: "unlinked"; item: Item };

export interface Rules {
	kind: DirectoryKind;
	settings: ObjectSettings;
	targets: ReadonlyMap<string, TargetField>;
	/** Accounts are compared too: people belong to them. */
	watchesAccount: boolean;
	/** The record's issue, if it has one. */
	issue: KnownIssue | null;
	/** Accounts of these people that have a counterpart now. */
	organizations: ReadonlySet<string>;
}

export function sortRecord(record: CrmRecord, link: Link | null, rules: Rules): Sorted {
	const { kind, settings, targets, watchesAccount, issue } = rules;
	if (!link && record.convertedTo) return { is: "skipped" };
	const { object, id: recordId, name } = record;
	const mapped = mapRecord(record, fieldsFor(settings, targets), targets);
	const [problem] = mapped.problems;
	if (problem && link?.role !== "member") {
		const { target, reason, value } = problem;
		const details = { name, answer: null, field: targets.get(target)?.label ?? target, value };
		return { is: "trouble", trouble: { object, recordId, kind, reason, details } };
	}
	const accountId = watchesAccount ? record.accountId : null;
	const values = link?.role === "member" ? {} : mapped.values;
	const hash = hashValues(values, accountId);
	// Written while its account had no counterpart, and it still has none.
	const isAlone = accountId !== null && !rules.organizations.has(accountId);
	const isKnown = link?.hash === hash || (isAlone && link?.hash === hashValues(values, null));
	const isTriedAgain = issue?.state === "retrying" && BESIDE_FIELDS.includes(issue.reason);
	if (isKnown && link?.deskRecordId !== "" && !isTriedAgain) return { is: "unchanged" };
	const item: Item = {
		recordId,
		object,
		name,
		values,
		hash,
		deskRecordId: link?.deskRecordId ?? null,
		role: link?.role ?? "owner",
		questions: link ? [] : rulesFor(kind, settings, targets).map((rule) => toQuestion(record, rule)),
		accountId,
		// A membership that was refused is asked for again.
		formerAccountId: isTriedAgain && issue.reason === "membership_refused" ? null : (link?.accountId ?? null),
		isTaken: false,
		isNew: isTriedAgain && issue.reason === "write_back_refused",
		organizationId: null,
	};
	return link ? { is: "changed", item } : { is: "unlinked", item };
}

/** Issues of records whose fields are in step all the same. */
const BESIDE_FIELDS: readonly IssueReason[] = ["write_back_refused", "membership_refused"];

/** Whether an issue is over once its record's fields are as they should be. */
export function endsInStep({ reason }: KnownIssue): boolean {
	return !BESIDE_FIELDS.includes(reason);
}

/** Of a person account that becomes both, each mapping is for the side that has its target. */
function fieldsFor({ becomes, fields }: ObjectSettings, targets: Rules["targets"]) {
	return becomes.length > 1 ? fields.filter(({ target }) => targets.has(target)) : fields;
}

/** And each rule for the side that can be asked so. */
function rulesFor(kind: DirectoryKind, { matchRules }: ObjectSettings, targets: Rules["targets"]) {
	return matchRules.filter((rule) => {
		if (rule.by === "email") return kind === "person";
		return rule.by !== "field" || targets.has(rule.target);
	});
}
