import type { SalesforceRights } from "../../seed/salesforce-orgs.ts";
import type { Org, OrgPolicy } from "./org.ts";
import { toUserValues } from "./seed-setup.ts";
import { toSecond } from "./time.ts";
import type { Trouble } from "./troubles.ts";
import { type SimUser, setRights } from "./users.ts";
import { type SalesforceOrgView, toOrgView } from "./views.ts";

/** What an org's administrators set, and what goes wrong there. The org is named by its key; absent: the first. */
export interface AdminControl {
	orgs(): SalesforceOrgView[];
	setPolicy(policy: Partial<OrgPolicy>, org?: string): void;
	policy(org?: string): OrgPolicy;
	/** By key or id: rights, and whether the person may sign in at all. */
	setUser(
		user: string,
		change: { rights?: SalesforceRights; isActive?: boolean; isFrozen?: boolean; hiddenFields?: string[] },
		org?: string,
	): void;
	/** A single object's access: some of `r`, `c`, `e`, `d`. */
	setAccess(user: string, object: string, access: string, org?: string): void;
	/** Every access token of every org, or of one, ends now; refresh tokens live on. */
	expireAccessTokens(org?: string): void;
	/** Everybody's approvals of the app end, or one person's. */
	revokeTokens(user?: string, org?: string): void;
	rotateSecret(secret: string, org?: string): void;
	refreshCount(org?: string): number;
	issuedTokens(): string[];
	/** `used`: calls of the last 24 hours, whoever made them. */
	setLimit(limit: { max?: number; used?: number }, org?: string): void;
	/** Calls of the data API since the last reset. */
	callCount(org?: string): number;
	addTrouble(trouble: Trouble, org?: string): void;
	clearTroubles(org?: string): void;
	/** Every page that could still be asked for is gone. */
	expireLocators(org?: string): void;
}

export function createAdminControl(openOrg: (key?: string) => Org, all: () => readonly Org[]): AdminControl {
	const some = (key?: string) => (key === undefined ? all() : [openOrg(key)]);

	function openUser(org: Org, user: string): SimUser {
		const found = [...org.users.values()].find(({ id, key }) => id === user || key === user);
		if (!found) throw new RangeError(`no user ${user}`);
		return found;
	}

	return {
		orgs: () => all().map(toOrgView),
		setPolicy(policy, key) {
			const org = openOrg(key);
			org.policy = { ...org.policy, ...policy };
		},
		policy: (key) => ({ ...openOrg(key).policy }),
		setUser(name, change, key) {
			const org = openOrg(key);
			const user = openUser(org, name);
			if (change.rights) setRights(user, change.rights);
			user.isActive = change.isActive ?? user.isActive;
			user.isFrozen = change.isFrozen ?? user.isFrozen;
			if (change.hiddenFields) user.hiddenFields = new Set(change.hiddenFields);
			const record = org.store.get(user.id);
			if (!record) return;
			org.store.change(record, (one) => {
				Object.assign(one.values, toUserValues(org, user));
				one.stamp = toSecond(org.clock.now());
			});
		},
		setAccess(name, object, access, key) {
			openUser(openOrg(key), name).objects[object] = access;
		},
		expireAccessTokens(key) {
			for (const { tokens } of some(key)) tokens.expireSessions();
		},
		revokeTokens(name, key) {
			for (const org of some(key)) {
				const users = name === undefined ? [...org.users.values()] : [openUser(org, name)];
				for (const { id } of users) org.tokens.revokeUser(id);
			}
		},
		rotateSecret(secret, key) {
			const org = openOrg(key);
			org.clientSecret = secret;
			// A new consumer secret ends everything that was granted under the old one.
			for (const id of org.users.keys()) org.tokens.revokeUser(id);
		},
		refreshCount: (key) => some(key).reduce((sum, { tokens }) => sum + tokens.refreshCount(), 0),
		issuedTokens: () => all().flatMap(({ tokens }) => tokens.issued()),
		setLimit: (limit, key) => openOrg(key).usage.set(limit),
		callCount: (key) => some(key).reduce((sum, { usage }) => sum + usage.calls(), 0),
		addTrouble: (trouble, key) => openOrg(key).troubles.add(trouble),
		clearTroubles(key) {
			for (const { troubles } of some(key)) troubles.clear();
		},
		expireLocators(key) {
			for (const { locators } of some(key)) locators.expire();
		},
	};
}
