import { createChecker, refuseLightAgents, requireBody } from "./body.ts";
import { isThere, keptOf, type SimDirectory } from "./directory.ts";
import { readDirectoryInput, requireRecord } from "./directory-input.ts";
import { DIGITS, type Endpoint, limitOf, listPage, notFound, oneOf, someOf } from "./endpoints.ts";
import { presentAccount } from "./present-directory.ts";
import type { SimAccount } from "./state.ts";

const READ = [["Desk.contacts.READ"]];

export const accountEndpoints: Endpoint[] = [
	{
		path: "/accounts",
		scopes: READ,
		weight: 3,
		query: {
			from: DIGITS,
			limit: DIGITS,
			sortBy: oneOf("website", "email", "phone", "accountName", "createdTime", "modifiedTime"),
		},
		answer({ state, query, viewer }) {
			const all = [...state.directory.accounts.values()].filter(isThere);
			const page = listPage(all, query, limitOf(query, 1, 99));
			return (
				page && {
					data: page.map((account) => {
						const shown = presentAccount(state, viewer.orgId, account);
						const { id, accountName, email, phone, website, webUrl, createdTime } = {
							email: null,
							phone: null,
							...shown,
						};
						return { id, accountName, email, phone, website, webUrl, createdTime };
					}),
				}
			);
		},
	},
	{
		method: "POST",
		path: "/accounts",
		scopes: [["Desk.contacts.CREATE"]],
		weight: 1,
		query: {},
		answer(request) {
			refuseLightAgents(request);
			const { state, viewer } = request;
			const { given, kept } = readDirectoryInput(request, "accounts", null);
			const account: SimAccount = {
				id: state.nextId(),
				name: given("accountName") ?? "",
				website: given("website") ?? null,
				kept,
			};
			state.directory.keepAccount(account);
			return presentAccount(state, viewer.orgId, account);
		},
	},
	{
		method: "POST",
		path: "/accounts/moveToTrash",
		scopes: [["Desk.contacts.DELETE"]],
		weight: 6,
		query: {},
		answer(request) {
			refuseLightAgents(request);
			const checker = createChecker(requireBody(request, ["accountIds"]));
			const ids = checker.ids("accountIds");
			checker.done();
			const accounts = ids.map((id) => {
				const account = request.state.directory.accounts.get(id);
				if (!account || !isThere(account)) throw notFound();
				return account;
			});
			for (const account of accounts) trash(request.state.directory, account);
			return null;
		},
	},
	{
		path: "/accounts/:accountId{[0-9]+}",
		scopes: READ,
		weight: 1,
		query: { include: someOf("owner") },
		answer: ({ state, params, viewer }) =>
			presentAccount(state, viewer.orgId, requireRecord(state.directory.accounts, params.accountId)),
	},
	{
		method: "PATCH",
		path: "/accounts/:accountId{[0-9]+}",
		scopes: [["Desk.contacts.UPDATE"]],
		weight: 1,
		query: {},
		answer(request) {
			refuseLightAgents(request);
			const { state, params, viewer } = request;
			const account = requireRecord(state.directory.accounts, params.accountId);
			const { given, kept } = readDirectoryInput(request, "accounts", account);
			account.name = given("accountName") ?? account.name;
			const website = given("website");
			if (website !== undefined) account.website = website;
			account.kept = kept;
			return presentAccount(state, viewer.orgId, account);
		},
	},
];

/** Its contacts stay, without an account. */
function trash({ contacts }: SimDirectory, account: SimAccount): void {
	account.kept = { ...keptOf(account), isTrashed: true };
	for (const contact of contacts.values()) {
		if (contact.account === account) contact.account = null;
	}
}
