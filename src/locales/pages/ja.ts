import { activity } from "./ja/activity.ts";
import { agents } from "./ja/agents.ts";
import { audit } from "./ja/audit.ts";
import { budget } from "./ja/budget.ts";
import { connecting } from "./ja/connecting.ts";
import { danger } from "./ja/danger.ts";
import { desk } from "./ja/desk.ts";
import { general } from "./ja/general.ts";
import { link } from "./ja/link.ts";
import { orgStops } from "./ja/org-stops.ts";
import { overview } from "./ja/overview.ts";
import { salesforce } from "./ja/salesforce.ts";
import { settingsFor } from "./ja/settings.ts";
import { setup } from "./ja/setup.ts";
import { shown } from "./ja/shown.ts";
import { standing } from "./ja/standing.ts";
import { sync } from "./ja/sync.ts";
import { syncIssues } from "./ja/sync-issues.ts";
import { syncOverview } from "./ja/sync-overview.ts";
import { syncRecord } from "./ja/sync-record.ts";
import { syncSettings } from "./ja/sync-settings.ts";
import type { PageMessages } from "./messages.ts";

export const ja: PageMessages = {
	...general,
	...setup,
	...desk,
	...connecting,
	...overview,
	...settingsFor("チケット"),
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

/** For a desk whose vendor calls tickets so. */
export const jaZoho: PageMessages = { ...ja, ...settingsFor("問い合わせ") };
