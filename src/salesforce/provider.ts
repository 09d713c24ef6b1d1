import { parseHost } from "./address.ts";
import type { CrmProvider } from "./crm.ts";
import { authorizationUrl, exchangeCode, refresh, revoke } from "./oauth.ts";
import { openOrg } from "./org.ts";
import { STANDARD_PATHS } from "./standard-paths.ts";

export const salesforce: CrmProvider = {
	parseHost,
	authorizationUrl,
	exchangeCode,
	refresh,
	revoke,
	open: openOrg,
	standardPaths: STANDARD_PATHS,
	amountPath: "Amount",
};
