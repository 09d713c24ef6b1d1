import { VendorError } from "../../lib/errors.ts";

/** Where one of the vendor's data centres answers. Hosts are only ever taken from this table, never built. */
export interface DataCentre {
	key: string;
	accountsHost: string;
	deskHost: string;
}

const HOSTS: Readonly<Record<string, [accounts: string, desk: string]>> = {
	us: ["accounts.zoho.com", "desk.zoho.com"],
	eu: ["accounts.zoho.eu", "desk.zoho.eu"],
	in: ["accounts.zoho.in", "desk.zoho.in"],
	au: ["accounts.zoho.com.au", "desk.zoho.com.au"],
	jp: ["accounts.zoho.jp", "desk.zoho.jp"],
	// Canada alone lives under another domain; accounts.zoho.ca doesn't answer.
	ca: ["accounts.zohocloud.ca", "desk.zohocloud.ca"],
	sa: ["accounts.zoho.sa", "desk.zoho.sa"],
	cn: ["accounts.zoho.com.cn", "desk.zoho.com.cn"],
	sg: ["accounts.zoho.sg", "desk.zoho.sg"],
	ae: ["accounts.zoho.ae", "desk.zoho.ae"],
	uk: ["accounts.zoho.uk", "desk.zoho.uk"],
};

export const DATA_CENTRES: readonly DataCentre[] = Object.entries(HOSTS).map(([key, [accounts, desk]]) => ({
	key,
	accountsHost: accounts,
	deskHost: desk,
}));

const byKey = new Map(DATA_CENTRES.map((centre) => [centre.key, centre]));
const byHost = new Map(
	DATA_CENTRES.flatMap((centre) => [
		[centre.deskHost, centre] as const,
		[centre.accountsHost, centre] as const,
	]),
);

export function findDataCentre(key: string): DataCentre | null {
	return byKey.get(key) ?? null;
}

/** By its Desk or accounts host, exactly as in the table. */
export function findDataCentreByHost(host: string): DataCentre | null {
	return byHost.get(host) ?? null;
}

/** The data centre of a stored address. Throws when the address is none of ours: nothing may be sent then. */
export function requireDataCentre(address: string): DataCentre {
	const centre = findDataCentre(address);
	if (!centre) throw new VendorError({ vendor: "zoho", kind: "invalid", code: "unknown_data_centre" });
	return centre;
}
