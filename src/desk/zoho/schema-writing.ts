/** What we read of the answers around writing: forms, mailboxes, threads, blueprints, figures, customers. */
import * as v from "valibot";
import { count, flag, id, maybeId, person, text, time } from "./schema.ts";

/** `{ value }` in field metadata, plain text in forms; statuses carry their type in the former. */
const allowedValue = v.union([
	v.string(),
	v.object({ value: text, statusType: text }),
	// Anything else is no choice, and no reason to fail.
	v.unknown(),
]);

export const fieldRow = v.object({
	apiName: v.string(),
	displayLabel: text,
	i18NLabel: text,
	type: text,
	isMandatory: flag,
	isReadOnly: flag,
	maxLength: count,
	allowedValues: v.nullish(v.array(allowedValue)),
});
export type FieldRow = v.InferOutput<typeof fieldRow>;

export const fieldList = v.object({ data: v.array(fieldRow) });

export const layoutList = v.object({
	data: v.array(v.object({ id, isDefaultLayout: flag, status: text })),
});

export const form = v.object({
	sections: v.nullish(v.array(v.object({ fields: v.nullish(v.array(fieldRow)) }))),
});

export const mailAddressList = v.object({
	data: v.array(v.object({ address: text, isVerified: flag, isActive: flag, departmentId: maybeId })),
});

export const threadList = v.object({
	data: v.array(
		v.object({
			id,
			channel: text,
			direction: text,
			status: text,
			canReply: flag,
			fromEmailAddress: text,
			replyTo: text,
			to: text,
			cc: text,
			createdTime: time,
			author: v.nullish(person),
		}),
	),
});
export type ThreadRow = v.InferOutput<typeof threadList>["data"][number];

/** Something was made, and this is its id. */
export const created = v.object({ id });

export const sentThread = v.object({ id, status: text });

/** An answer of which only the fact matters. */
export const anyObject = v.looseObject({});

const namedRow = v.object({ name: text });

export const appliedBlueprint = v.object({
	name: text,
	state: v.nullish(v.object({ name: text })),
	strictMode: v.nullish(
		v.object({ strictModeType: text, fields: v.nullish(v.array(text)), actions: v.nullish(v.array(text)) }),
	),
	transitions: v.nullish(
		v.array(
			v.object({
				id,
				name: text,
				toState: text,
				isAutoTransition: flag,
				isCriteriaSatisfied: flag,
				canUserPerformTransition: flag,
				owners: v.nullish(
					v.array(
						v.object({
							agents: v.nullish(v.array(person)),
							teams: v.nullish(v.array(namedRow)),
							department: v.nullish(namedRow),
						}),
					),
				),
			}),
		),
	),
});
export type AppliedBlueprint = v.InferOutput<typeof appliedBlueprint>;

export const tagList = v.object({ tags: v.nullish(v.array(namedRow)) });

const valueCounts = v.nullish(v.array(v.object({ value: text, count })));

export const countsByField = v.object({ statusType: valueCounts, status: valueCounts, overDue: count });

export const ticketCount = v.object({ count });

export const ratingList = v.object({ data: v.array(v.object({ id, rating: text, ratedTime: time })) });

export const contactList = v.object({
	data: v.array(
		v.object({
			...person.entries,
			id,
			webUrl: text,
			account: v.nullish(v.object({ accountName: text })),
		}),
	),
});

export const accountList = v.object({
	data: v.array(v.object({ id, accountName: text, email: text, webUrl: text })),
});
