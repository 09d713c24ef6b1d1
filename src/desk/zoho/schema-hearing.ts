/** What we read of the answers around hearing: history, ratings, webhooks. */
import * as v from "valibot";
import { flag, id, maybeId, text, time } from "./schema.ts";

/** Text, a flag, an entity, or an object of the value before and after: the vendor documents the first three only. */
export const historyList = v.object({
	data: v.array(
		v.object({
			eventName: text,
			eventTime: time,
			source: text,
			actor: v.nullish(v.object({ id: maybeId, name: text, type: text })),
			eventInfo: v.nullish(v.array(v.object({ propertyName: text, propertyValue: v.optional(v.unknown()) }))),
		}),
	),
});
export type HistoryRow = v.InferOutput<typeof historyList>["data"][number];

const named = v.object({ id: maybeId });

/** Only the first three are known for sure; everything else is taken where it is there. */
export const ratingRows = v.object({
	data: v.array(
		v.object({
			id,
			rating: text,
			ratedTime: time,
			ticketId: maybeId,
			ticket: v.nullish(named),
			feedback: text,
		}),
	),
});
export type RatingRow = v.InferOutput<typeof ratingRows>["data"][number];

const filter = v.nullish(v.object({ fields: v.nullish(v.array(v.unknown())), direction: text }));

export const webhookRow = v.object({
	id,
	url: text,
	type: text,
	isEnabled: flag,
	includeEventsFrom: v.nullish(v.array(text)),
	subscriptions: v.nullish(v.record(v.string(), filter)),
});
export type WebhookRow = v.InferOutput<typeof webhookRow>;

export const webhookList = v.object({ data: v.array(webhookRow) });
