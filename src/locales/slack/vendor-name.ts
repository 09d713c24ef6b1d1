import type { VendorName } from "../../lib/errors.ts";

const NAMES: Record<VendorName, string> = {
	zendesk: "Zendesk",
	zoho: "Zoho Desk",
	slack: "Slack",
	salesforce: "Salesforce",
};

/** The vendors' names are the same in every language. */
export function vendorName(vendor: VendorName): string {
	return NAMES[vendor];
}
