import type { MappingRefusal } from "../../../core/sync/check-mapping.ts";
import type { FieldPolicy, SourceType, TargetType } from "../../../core/sync/fields.ts";
import type { DeletePolicy, FilterOperator, MatchRule } from "../../../core/sync/settings.ts";

const types: Record<SourceType | TargetType, string> = {
	text: "text",
	long_text: "long text",
	phone: "phone number",
	email: "e-mail address",
	url: "web address",
	choice: "choice",
	choices: "several choices",
	boolean: "yes or no",
	integer: "whole number",
	decimal: "number",
	currency: "amount",
	percent: "percentage",
	date: "date",
	moment: "date and time",
	reference: "look-up",
	tags: "tags",
	other: "can't be mapped",
};

const policies: Record<FieldPolicy, string> = {
	overwrite: "Always as in Salesforce",
	only_if_empty: "Only where it is empty",
	append: "Add to what is there",
	never_clear: "As in Salesforce, never emptied",
};

const refusals: Record<MappingRefusal, string> = {
	no_source: "Say where its value comes from, or remove the line.",
	source_gone: "Salesforce has no such field, or this connection may not read it.",
	target_gone: "The help desk doesn't have this field any more. Remove the line.",
	cannot_map: "Values of that kind don't fit into this field. Choose another one.",
	twice: "This field is in the list twice.",
};

const operators: Record<FilterOperator, string> = {
	is: "is",
	is_not: "is not",
	contains: "contains",
	starts_with: "begins with",
	less: "is less than",
	at_most: "is at most",
	greater: "is more than",
	at_least: "is at least",
	includes: "includes",
	excludes: "doesn't include",
	is_empty: "is empty",
	is_not_empty: "isn't empty",
};

const filterRefusals: Record<string, string> = {
	gone: "Salesforce has no such field any more. Remove the condition.",
	not_filterable: "Salesforce can't filter by this field.",
	operator: "This can't be asked of a field of that kind.",
	value: "A field of that kind can't have this value.",
	no_value: "Enter at least one value.",
};

const ruleKinds: Record<MatchRule["by"], string> = {
	external_id: "External id: the help desk's record carries the Salesforce id",
	email: "E-mail address",
	name: "Name",
	field: "A field of the help desk",
};

const deletes: Record<DeletePolicy, string> = {
	ignore: "Leave it as it is",
	tag: "Add a tag",
	suspend: "Suspend the person",
	remove: "Delete it",
};

export const syncSettings = {
	orgTabs: {
		label: "Pages of this org",
		tabs: { overview: "Overview", objects: "Objects", runs: "Runs", issues: "Issues" },
	},
	syncSettings: {
		types,
		policies,
		refusals,
		operators,
		filterRefusals,
		ruleKinds,
		deletes,
		changed: "Somebody else saved settings of this org after you opened this page:",
		changedHelp:
			"Below is what you entered; it isn't saved yet. Save again if it should replace what is saved now.",
		saved:
			"Saved. It counts for every record that changes from now on; a full sync applies it to all others.",
		invalid: "Not saved: something below has to be mended first.",
		toRuns: "Dry run and full sync",
		lead: "What is kept in step, and how. Changes here write nothing by themselves.",
		off: "Off",
		on: "On",
		featureOff: "On here, but switched off for the whole org on the Overview.",
		becomes: (kinds: string) => `becomes: ${kinds}`,
		and: " and ",
		fieldsCount: (count: number) => (count === 1 ? "1 field" : `${count} fields`),
		conditionsCount: (count: number) =>
			count === 0 ? "all records" : count === 1 ? "1 condition" : `${count} conditions`,
		rulesCount: (count: number) => (count === 1 ? "1 match rule" : `${count} match rules`),
		sides: {
			gone: "This org isn't there any more.",
			org_disconnected: "The org isn't connected: its fields can't be read. Sign in to Salesforce first.",
			org_sign_in: "Salesforce refuses the sign-in: its fields can't be read. Sign in to Salesforce again.",
			desk_sign_in:
				"The help desk refuses the sign-in: its fields can't be read. Sign in to the help desk again.",
			no_records: "This org has no records of that kind.",
			salesforce: "Salesforce's fields can't be read now. Try again in a few minutes.",
			salesforce_hidden:
				"The Salesforce user may not read this object. Give the right in Setup → Permission Sets.",
			salesforce_slow: "Salesforce doesn't answer in time. Try again in a few minutes.",
			desk: "The help desk's fields can't be read now. Try again in a few minutes.",
			desk_forbidden:
				"The help desk doesn't let this connection read its fields. Somebody has to take it over.",
			desk_slow: "The help desk doesn't answer in time. Try again in a few minutes.",
			kept: "What is saved stays as it is.",
		},
		object: {
			general: "General",
			isOn: "Keep in step",
			nothingMapped: "Nothing is mapped yet. Save the fields first.",
			becomes: "A person account becomes",
			becomesHelp:
				"When you change this, the usual fields and match rules of what is new are added, and those of what is gone are taken away.",
			becomesUnread: "The fields of both sides can't be read now. Try again in a few minutes.",
			becomesOptions: {
				person: "a person",
				organization: "an organization",
				both: "a person and an organization",
			},
			creates: "Make records that the help desk doesn't have",
			createsHelp: "Off: only records that have a counterpart there are kept in step.",
			writeBack: "Salesforce field that receives the help desk's id",
			writeBackHelp: "A text field that this user may write. Empty: nothing is written to Salesforce.",
			writeBackInvalid: "Salesforce has no such text field, or this user may not write it.",
			setsExternalId: "Set the external id of counterparts that were there before",
			setsExternalIdHelp: "Records that the sync makes always carry the Salesforce id as their external id.",
			deletes: "When the record is deleted in Salesforce",
			deletesHelp: "What a help desk can't do to a kind of record becomes an issue.",
			deletedTag: "Tag",
			deletedTagInvalid: "Enter a tag without spaces, of at most 100 characters.",
			welcomes: "Send a welcome mail to people who are made",
			fields: "Fields",
			filter: "Filter",
			rules: "Match rules",
			edit: "Edit",
		},
		fields: {
			title: (object: string) => `${object}: fields`,
			lead: "Each field of the help desk, and where its value comes from: a Salesforce field, or words with fields in braces, such as “{Name} ({Owner.Name})”.",
			target: "Help desk",
			source: "Salesforce",
			policy: "When it differs",
			custom: "custom",
			needed: "needed",
			formula:
				"A formula: when only its value changes, Salesforce doesn't tell. The weekly comparison brings it.",
			example: (value: string) => `Example: ${value}`,
			exampleOf: (name: string) => `The examples are of ${name}.`,
			noExample: "No record could be read for examples.",
			empty: "empty",
			choices: (count: number) => `Values (${count})`,
			choicesUnknown: (count: number) => `Values: ${count} without a counterpart`,
			choicesHelp:
				"A record with a value that the help desk doesn't have is not written and becomes an issue.",
			choicesMore: (count: number) => `${count} more have a counterpart of the same name.`,
			same: "The same word",
			sameMissing: "None yet",
			nothing: "Leave it empty",
			remove: "Remove",
			removeNamed: (name: string) => `Remove ${name}`,
			add: "Add a field",
			addLabel: "Field of the help desk",
			all: "Every field of the help desk is in the list.",
			check: "Show examples",
			unmapped: (names: string) => `The help desk doesn't take a record without: ${names}. Add it.`,
		},
		filter: {
			title: (object: string) => `${object}: filter`,
			lead: "Only records that fit are kept in step. One that no longer fits stays at the help desk as it is.",
			all: "Every one of these",
			any: "And at least one of these",
			noneAll: "No condition: every record fits.",
			noneAny: "No condition.",
			field: "Salesforce field",
			fieldInvalid: "Salesforce has no such field that can be filtered by.",
			operator: "Question",
			values: "Values",
			valuesHelp: "One per line; any of them fits.",
			options: (list: string) => `Known values: ${list}`,
			yes: "yes",
			no: "no",
			add: "Add a condition",
			addTo: { all: "Add to “Every one”", any: "Add to “At least one”" },
			remove: "Remove",
			removeNamed: (name: string) => `Remove the condition on ${name}`,
			check: "Count records",
			count: (fits: string, total: string) => `${fits} of ${total} records fit now.`,
			noCount: "Salesforce could not count now.",
		},
		rules: {
			title: (object: string) => `${object}: match rules`,
			lead: "How a record that isn't tied yet finds its counterpart at the help desk. The first rule that finds one ends the search; when it finds several, you choose.",
			none: "No rule: nothing is looked for.",
			withPath: (path: string, what: string) => `${path} = ${what}`,
			up: "Up",
			down: "Down",
			remove: "Remove",
			named: (action: string, position: number) => `${action}: rule ${position}`,
			add: "Add a rule",
			by: "Found by",
			path: "Salesforce field",
			pathInvalid: "Salesforce has no such field.",
			target: "Help desk field",
			targetHelp: "Only for “A field of the help desk”.",
			targetInvalid: "Choose a field of the help desk.",
			known: "This rule is in the list already.",
		},
		memberships: {
			title: "Organizations of people, and how often",
			primary: "The contact's account is the person's organization",
			primaryHelp: "Off: the sync never touches who belongs where.",
			several: "People may belong to several organizations",
			severalHelp:
				"Organizations are added; the default that agents chose stays. Off: the person always belongs to the one account. The help desk must allow several organizations per person; Zoho Desk has one.",
			secondary: "Further accounts of a contact, too",
			secondaryHelp: "From the contact's related accounts. Only with several organizations.",
			removes: "Take memberships away again",
			removesHelp:
				"When the contact leaves an account, the person leaves its organization. Memberships that agents added are never taken away.",
			interval: "Minutes between two looks for changes",
			intervalHelp: "1 to 1440. A look without changes costs one Salesforce call.",
			intervalInvalid: "Enter a whole number from 1 to 1440.",
			summary: (minutes: number) =>
				minutes === 1
					? "Changes are looked for every minute"
					: `Changes are looked for every ${minutes} minutes`,
		},
	},
};
