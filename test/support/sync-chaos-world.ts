import { type Browser, createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { CRM_OBJECTS, type CrmObject } from "../../src/core/sync/record.ts";
import { readD1 } from "./chaos-objects.ts";
import { connectOrg, orgForm, orgSeed, signInAsAdmin } from "./salesforce-story.ts";

/** Where the records of this story live: the orgs' other records are left alone. */
export const CITY = "Stormhaven";
export const TAG = "gone_in_salesforce";

/** Two orgs that share a desk, and who connects each. `movesStamp`: whether a delete shows by its stamp. */
const ORGS = [
	{ key: "acme--uat.sandbox", user: "mina", movesStamp: true },
	{ key: "acme-jp", user: "yuki", movesStamp: false },
] as const;

export interface SyncWorld {
	sandbox: Sandbox;
	orgs: { id: string; key: string; user: string }[];
	/** Whether somebody is asked to sign in. */
	asksForSignIn(): Promise<boolean>;
	signInAgain(): Promise<number>;
}

const city = (path: string) => ({ all: [{ path, operator: "is", values: [CITY] }], any: [] });
const field = (target: string, path: string, policy = "overwrite") => ({
	target,
	source: { kind: "field", path },
	policy,
	choices: {},
});
const PERSON = [
	field("name", "Name"),
	field("email", "Email", "never_clear"),
	field("phone", "Phone"),
	field("details", "Title"),
];
const PERSON_RULES = [{ by: "external_id" }, { by: "email", path: "Email" }];
const SETTINGS: Partial<Record<CrmObject, object>> = {
	account: {
		filter: city("BillingCity"),
		fields: [field("name", "Name"), field("details", "BillingState")],
		matchRules: [{ by: "external_id" }, { by: "name", path: "Name" }],
	},
	contact: { filter: city("MailingCity"), fields: PERSON, matchRules: PERSON_RULES },
	lead: { filter: city("City"), fields: PERSON, matchRules: PERSON_RULES },
};

/** One help desk with two orgs whose accounts overlap; nothing runs yet. */
export async function createSyncWorld(sandbox: Sandbox): Promise<SyncWorld> {
	const { salesforce, zendesk } = sandbox;
	zendesk.setDirectory({ bulkImport: true, jobMs: 300, searchLagMs: 0 });
	const browser = await signInAsAdmin(sandbox, "zendesk");
	const database = await sandbox.database();
	const orgs: SyncWorld["orgs"] = [];
	for (const { key, user, movesStamp } of ORGS) {
		salesforce.setPolicy({ deleteMovesStamp: movesStamp }, key);
		const id = await connectOrg(browser, sandbox, key, user);
		orgs.push({ id, key, user });
		const objects = Object.fromEntries(
			CRM_OBJECTS.flatMap((object) => {
				const own = SETTINGS[object];
				return own ? [[object, { isOn: true, deletes: "tag", deletedTag: TAG, ...own }]] : [];
			}),
		);
		await database
			.prepare("update orgs set settings = ?2, features = ?3, next_sync_at = 0 where id = ?1")
			.bind(id, JSON.stringify({ objects }), JSON.stringify({ accounts: true, people: true }))
			.run();
	}
	return {
		sandbox,
		orgs,
		asksForSignIn: async () => (await readD1(sandbox, ASKED)).length > 0,
		signInAgain: () => signInWhereAsked(sandbox, browser, orgs),
	};
}

const ASKED = `select id from desks where state = 'needs_sign_in'
	union all select id from orgs where state = 'needs_sign_in'`;

/** The administrators sign in wherever it is asked of them; answers how often that was. */
async function signInWhereAsked(
	sandbox: Sandbox,
	browser: Browser,
	orgs: SyncWorld["orgs"],
): Promise<number> {
	const desks = await readD1<{ id: string }>(sandbox, "select id from desks where state = 'needs_sign_in'");
	for (const { id } of desks) await signInToDesk(sandbox, id);
	const waiting = await readD1<{ id: string }>(sandbox, "select id from orgs where state = 'needs_sign_in'");
	for (const { id } of waiting) {
		const org = orgs.find((one) => one.id === id);
		if (!org) throw new Error(`an org that nobody connected: ${id}`);
		await browser.open(`${sandbox.origin}/admin/salesforce/${id}/sign-in`);
		const { name: _name, environment: _environment, ...form } = orgForm(orgSeed(org.key));
		await browser.submit("Sign in to Salesforce", form);
		const people = sandbox.salesforce.orgs().find(({ key }) => key === org.key)?.users ?? [];
		await browser.submit("Allow", { person: people.find(({ key }) => key === org.user)?.id ?? "" });
	}
	return desks.length + waiting.length;
}

async function signInToDesk({ origin }: Sandbox, deskId: string): Promise<void> {
	const browser = createBrowser();
	await browser.open(`${origin}/admin/sign-in`);
	await browser.submit(`/admin/desks/${deskId}/sign-in`);
	await browser.submit("allow", { person: "381204417" });
	await browser.submit(/^Connect /);
}
