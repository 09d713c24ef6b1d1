import { tellOrgTrouble } from "../../services/orgs/tell-org-trouble.ts";
import { countNewIssues } from "../../services/sync/issues.ts";
import type { World } from "./world.ts";

/** New ones of a day; fewer are nobody's alarm. */
const MANY_ISSUES = 20;

/**
 * Administrators are told when many records can't be synced, and again only after it was well in between. Called before a
 * run ends: killed in between, it is told of once more by the same name.
 */
export async function watchIssues({ ctx, store, run, org }: World): Promise<void> {
	const wasTold = store.isTold();
	if (run.kind === "dry_run" || (run.counts.failed === 0 && !wasTold)) return;
	const count = await countNewIssues(ctx, org.id);
	if (!wasTold && count >= MANY_ISSUES) {
		await tellOrgTrouble(ctx, org, { code: "org_issues", occasion: run.id, count });
		store.saveTold(true);
	}
	if (wasTold && count < MANY_ISSUES / 2) store.saveTold(false);
}
