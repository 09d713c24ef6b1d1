import type { Context } from "../../context.ts";
import type { CrmFacts } from "../../core/crm-facts.ts";
import type { ShownSettings } from "../../core/sync/settings.ts";
import type { CallerOrg } from "../../db/caller-orgs.ts";
import { findAccountsOf, type LinkedAccount } from "../../db/linked-accounts.ts";
import type { Crm, CrmMemory } from "../../salesforce/crm.ts";
import { tokensOf } from "../desks/open-desk.ts";
import { parseShown } from "../sync/org-settings.ts";
import { noteFactsFailure, noteFactsSuccess } from "./facts-failure.ts";
import { createFactsMemory, type FactsMemory } from "./facts-memory.ts";

/** A customer as the desk knows them; ids are the desk's. */
export interface DeskCustomer {
	email: string | null;
	personId: string | null;
	organizationId: string | null;
}

/** What one org tells of a customer. */
export interface OrgFacts {
	orgId: string;
	orgName: string;
	shown: ShownSettings;
	facts: CrmFacts;
}

/** Past this nobody looks at the card any more; what comes until then is there for its refresh. */
const CALL_TIMEOUT_MS = 5_000;
const NO_MEMORY: CrmMemory = { recall: () => undefined, keep: () => {}, forget: () => {} };

const isolateMemory = createFactsMemory();

/** One reading per org that shows anything, each for itself: one that fails or is late is null, and hides no other. */
export function startFacts(
	ctx: Context,
	desk: { id: string; orgs: readonly CallerOrg[] },
	customer: DeskCustomer,
	memory: FactsMemory = isolateMemory,
): Promise<OrgFacts | null>[] {
	const { email, personId, organizationId } = customer;
	if (!email && !personId && !organizationId) return [];
	let linked: Promise<LinkedAccount[]> | undefined;
	const findLinked = () => {
		linked ??= findAccountsOf(ctx.reads, desk.id, { personId, organizationId });
		return linked;
	};
	return desk.orgs.flatMap((org) => {
		const shown = parseShown(org.shownJson);
		const isAnything = shown.parts.length + shown.account.length + shown.opportunity.length > 0;
		return isAnything ? [factsOf(ctx, desk.id, org, shown, customer, findLinked, memory)] : [];
	});
}

async function factsOf(
	ctx: Context,
	deskId: string,
	org: CallerOrg,
	shown: ShownSettings,
	customer: DeskCustomer,
	findLinked: () => Promise<LinkedAccount[]>,
	memory: FactsMemory,
): Promise<OrgFacts | null> {
	// A new sign-in and another choice of what is shown are tried at once.
	const source = JSON.stringify([org.id, org.credential.id, shown]);
	const key = JSON.stringify([source, customer]);
	const known = memory.recall(key, ctx.now());
	const toAnswer = (facts: CrmFacts | null) => facts && { orgId: org.id, orgName: org.name, shown, facts };
	if (known !== undefined) return toAnswer(known);
	if (memory.isResting(source, ctx.now())) return null;
	try {
		const tokens = tokensOf(ctx, deskId, org.credential);
		const crm = ctx.crm.open(org.instanceUrl, tokens, ctx.call(CALL_TIMEOUT_MS), NO_MEMORY);
		const facts = await readFacts(crm, org.id, shown, customer, findLinked);
		memory.keep(key, facts, ctx.now());
		await noteFactsSuccess(ctx, org);
		return toAnswer(facts);
	} catch (error) {
		memory.rest(source, await noteFactsFailure(ctx, org, error));
		return null;
	}
}

/** By e-mail address; only where that leads to no account, by what the desk's records are linked to. */
async function readFacts(
	crm: Pick<Crm, "facts">,
	orgId: string,
	shown: ShownSettings,
	{ email }: DeskCustomer,
	findLinked: () => Promise<LinkedAccount[]>,
): Promise<CrmFacts | null> {
	const nobody = { email: null, accountId: null, accountName: null };
	const byEmail = email ? await crm.facts({ ...nobody, email }, shown) : null;
	if (byEmail?.account) return byEmail;
	const link = (await findLinked()).find((one) => one.orgId === orgId);
	if (!link) return byEmail;
	const byLink = await crm.facts({ ...nobody, accountId: link.accountId }, shown);
	if (!byLink) return byEmail;
	return {
		...byLink,
		person: byEmail?.person ?? byLink.person,
		lastActivityAt: byLink.lastActivityAt ?? byEmail?.lastActivityAt ?? null,
	};
}
