import { activity } from "./en/activity.ts";
import { agents } from "./en/agents.ts";
import { audit } from "./en/audit.ts";
import { budget } from "./en/budget.ts";
import { connecting } from "./en/connecting.ts";
import { danger } from "./en/danger.ts";
import { desk } from "./en/desk.ts";
import { general } from "./en/general.ts";
import { link } from "./en/link.ts";
import { orgStops } from "./en/org-stops.ts";
import { overview } from "./en/overview.ts";
import { salesforce } from "./en/salesforce.ts";
import { settings } from "./en/settings.ts";
import { setup } from "./en/setup.ts";
import { shown } from "./en/shown.ts";
import { standing } from "./en/standing.ts";
import { sync } from "./en/sync.ts";
import { syncIssues } from "./en/sync-issues.ts";
import { syncOverview } from "./en/sync-overview.ts";
import { syncRecord } from "./en/sync-record.ts";
import { syncSettings } from "./en/sync-settings.ts";

/** Every text of the pages. Other languages have the same keys: a missing one does not compile. */
export const en = {
	...general,
	...setup,
	...desk,
	...connecting,
	...overview,
	...settings,
	...danger,
	...activity,
	...audit,
	...budget,
	...link,
	...agents,
	...shown,
	...standing,
	...salesforce,
	...orgStops,
	...sync,
	...syncSettings,
	...syncIssues,
	...syncRecord,
	...syncOverview,
};
