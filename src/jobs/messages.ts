import * as v from "valibot";

/** Queue messages are references: the row they name is the authority. */
export const jobSchema = v.variant("kind", [
	/** Answer a command whose first attempt ran out of time, or that waited for a sign-in. */
	v.object({ kind: v.literal("command"), id: v.string() }),
	/** Do what a person sent from a form. */
	v.object({ kind: v.literal("operation"), id: v.string() }),
	/** Renew an idle grant before its refresh token dies. */
	v.object({ kind: v.literal("renew_credential"), id: v.string(), generation: v.number() }),
	/** Look at the ticket that a webhook spoke of. */
	v.object({ kind: v.literal("look"), id: v.string() }),
	/** Ask a desk what changed. */
	v.object({ kind: v.literal("poll"), id: v.string() }),
	/** Make sure a desk's webhook is there and right. */
	v.object({ kind: v.literal("webhook"), id: v.string() }),
	/** Read whether the one who connected a desk, and whoever is signed in to its pages, still is its administrator. */
	v.object({ kind: v.literal("check_administrator"), id: v.string() }),
	/** Post a workspace's daily digest. */
	v.object({ kind: v.literal("digest"), id: v.string(), at: v.number() }),
	/** Go on clearing away a workspace or desk that was removed. */
	v.object({ kind: v.literal("removal"), id: v.string() }),
	/** Look for changes in a Salesforce org. */
	v.object({ kind: v.literal("sync"), id: v.string() }),
	/** Look whether a Salesforce org still is what it was connected as, and tell its administrators if not. */
	v.object({ kind: v.literal("check_org"), id: v.string() }),
	/** Seal a grant with the newest key. */
	v.object({ kind: v.literal("reseal_credential"), id: v.string() }),
]);
export type Job = v.InferOutput<typeof jobSchema>;
