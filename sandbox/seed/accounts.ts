/** Accounts and app registrations of the simulated vendors. Nothing here is a secret of anybody. */
export const SLACK_APP = {
	appId: "A0DESK0001",
	clientId: "1111111111.2222222222",
	clientSecret: "sandbox-slack-client-secret-0000",
	signingSecret: "sandbox0signing0secret0000000000",
} as const;

export const ZENDESK_ACCOUNT = {
	subdomain: "acme",
	/** A second account: its tickets are "another desk's". */
	otherSubdomain: "globex",
	clientId: "deskbridge",
	clientSecret: "sandbox-zendesk-client-secret-000",
} as const;

export const ZOHO_ACCOUNT = {
	dataCentre: "eu",
	orgId: "60012345",
	orgName: "Acme Support",
	portal: "acmesupport",
	/** A second organisation of the same people: a token is bound to one of the two. */
	otherOrgId: "60099999",
	otherOrgName: "Acme Labs",
	otherPortal: "acmelabs",
	clientId: "1000.SANDBOXCLIENT0000",
	clientSecret: "sandboxzohoclientsecret00000000",
} as const;

export const SETUP_TOKEN = "sandbox-setup-token-0123456789";
