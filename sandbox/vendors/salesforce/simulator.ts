import { SALESFORCE_ORGS } from "../../seed/salesforce-orgs.ts";
import type { Clock, Vendor } from "../../vendor.ts";
import { createSalesforceApp } from "./app.ts";
import { type AdminControl, createAdminControl } from "./control-admin.ts";
import { commitDue, createRecordControl, type RecordControl } from "./control-records.ts";
import { createOrg, loginHostOf, type Org } from "./org.ts";

/** What the playground and the tests can do with the simulated Salesforce, beside its API. */
export interface SalesforceSimulator extends Vendor, RecordControl, AdminControl {
	readonly name: "salesforce";
	/** Called after every change of a record, and after a reset. Returns the way to stop. */
	subscribe(listener: (change: { org: string }) => void): () => void;
}

const LOGIN_HOSTS = ["login.salesforce.com", "test.salesforce.com"];

export function createSalesforce({ clock }: { clock: Clock }): SalesforceSimulator {
	const app = createSalesforceApp();
	const listeners = new Set<(change: { org: string }) => void>();
	let orgs = openOrgs();

	function openOrgs(): Org[] {
		return SALESFORCE_ORGS.map((seed) =>
			createOrg(seed, clock, () => {
				for (const listener of listeners) listener({ org: seed.key });
			}),
		);
	}

	function openOrg(key?: string): Org {
		const org = orgs.find(({ seed }) => seed.key === (key ?? SALESFORCE_ORGS[0]?.key));
		if (!org) throw new RangeError(`no org ${key}`);
		return org;
	}

	const orgAt = (host: string) =>
		orgs.find((org) => org.host === host || toLightningHost(org) === host) ?? null;

	return {
		...createRecordControl(openOrg),
		...createAdminControl(openOrg, () => orgs),
		name: "salesforce",
		ownsHost: (host) => LOGIN_HOSTS.includes(host) || orgAt(host) !== null,
		async fetch(request) {
			const { host } = new URL(request.url);
			const org = orgAt(host);
			const signsIn = org ? [org] : orgs.filter((one) => loginHostOf(one) === host);
			for (const one of signsIn) commitDue(one);
			const response = await app.fetch(request, { org, orgs: signsIn, caller: null });
			// Whoever goes by the vendor's time reads it here.
			response.headers.set("date", new Date(clock.now()).toUTCString());
			return response;
		},
		reset() {
			orgs = openOrgs();
			for (const { seed } of orgs) for (const listener of listeners) listener({ org: seed.key });
		},
		async tick() {
			for (const org of orgs) commitDue(org);
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
	};
}

/** Where a browser ends up when it opens a record. */
function toLightningHost({ host }: Org): string {
	return host.replace(".my.salesforce.com", ".lightning.force.com");
}
