import { isVendorError, type VendorError } from "../../lib/errors.ts";
import { noteVendorError } from "../../services/activity/vendor-errors.ts";
import { noteFeedFailure } from "../../services/hearing/feed-failure.ts";
import { doubtOrg } from "../../services/orgs/check-org.ts";
import { noteOrgFailure } from "../../services/sync/org-failure.ts";
import type { Run } from "./run.ts";
import type { World } from "./world.ts";

const FIRST_RETRY_MS = 5_000;
const MAX_RETRY_MS = 15 * 60_000;
/** About two hours of a vendor that doesn't answer. */
const MAX_FAILURES = 14;
/** A day's calls come back over the day: asked again this often. */
const QUOTA_WAIT_MS = 15 * 60_000;
/** Somebody has to sign in. */
export const SIGN_IN_WAIT_MS = 5 * 60_000;

/** What a failed step means for its run: it waits and goes on by itself, or it has failed. Only this org waits. */
export async function failStep(world: World, error: unknown): Promise<void> {
	const { ctx, run, org, desk } = world;
	run.failures++;
	if (!isVendorError(error)) {
		ctx.log.error("sync.step_failed", { org: org.id, error: (error as Error).name });
		return waitOrFail(ctx.now(), run, "internal");
	}
	ctx.log.warn("sync.step_refused", {
		org: org.id,
		vendor: error.vendor,
		kind: error.kind,
		code: error.code,
		operation: error.operation,
	});
	if (error.kind === "rate_limited") return wait(run, quotaReason(error), ctx.now() + patienceOf(error));
	if (error.vendor === "salesforce") {
		await noteVendorError(ctx, desk.id, error);
		if (await noteOrgFailure(ctx, org, error)) return wait(run, "org_sign_in", ctx.now() + SIGN_IN_WAIT_MS);
		if (error.kind === "invalid") forgetDescribes(world);
		// An object that the user may not see any more is one that isn't there.
		if (error.kind === "forbidden" || error.kind === "invalid") await doubtOrg(ctx, org.id);
		return waitOrFail(ctx.now(), run, `salesforce_${error.kind}`);
	}
	await noteFeedFailure(ctx, desk, error);
	if (error.kind === "auth" || error.kind === "missing_scope" || error.kind === "forbidden") {
		return wait(run, "desk_sign_in", ctx.now() + SIGN_IN_WAIT_MS);
	}
	if (error.kind === "invalid") forgetDescribes(world);
	waitOrFail(ctx.now(), run, `desk_${error.kind}`);
}

export function wait(run: Run, reason: string, until: number): void {
	run.state = "waiting";
	run.reason = reason;
	run.resumesAt = until;
}

/** To sign in, or to take over: Cron's next look finds whether they have. */
export function waitsForSomebody({ reason }: Run): boolean {
	return reason === "org_sign_in" || reason === "desk_sign_in" || reason === "org_disconnected";
}

function waitOrFail(now: number, run: Run, reason: string): void {
	if (run.failures < MAX_FAILURES) {
		wait(run, reason, now + Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (run.failures - 1)));
		return;
	}
	run.state = "failed";
	run.reason = reason;
	run.resumesAt = null;
}

function quotaReason({ vendor }: VendorError): string {
	return vendor === "salesforce" ? "salesforce_quota" : "desk_quota";
}

function patienceOf({ vendor, retryAfterSeconds }: VendorError): number {
	if (retryAfterSeconds !== null) return Math.max(1_000, retryAfterSeconds * 1000);
	return vendor === "salesforce" ? QUOTA_WAIT_MS : 60_000;
}

/** A field may be gone: what was known of both sides is read anew. */
function forgetDescribes({ store, settings }: World): void {
	for (const object of Object.keys(settings.objects))
		store.forgetSources(object as keyof typeof settings.objects);
	store.forgetTargets("organization");
	store.forgetTargets("person");
}
