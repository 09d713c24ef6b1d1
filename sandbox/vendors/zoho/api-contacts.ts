import { type Checker, createChecker, refuseLightAgents, requireBody } from "./body.ts";
import { isThere, keptOf } from "./directory.ts";
import { readAccount, readDirectoryInput, requireRecord } from "./directory-input.ts";
import {
	type ApiRequest,
	DIGIT_LIST,
	DIGITS,
	type Endpoint,
	invalid,
	limitOf,
	listPage,
	notFound,
	oneOf,
	refusal,
	someOf,
} from "./endpoints.ts";
import { presentContact, presentListedContact } from "./present-directory.ts";
import type { SimContact } from "./state.ts";

const READ = [["Desk.contacts.READ"]];
const UPDATE = [["Desk.contacts.UPDATE"]];
const MAX_IDS = 20;

export const contactEndpoints: Endpoint[] = [
	{
		path: "/contacts",
		scopes: READ,
		weight: 3,
		query: { from: DIGITS, limit: DIGITS, sortBy: oneOf("firstName", "lastName", "email", "createdTime") },
		answer({ state, query, viewer }) {
			const all = [...state.directory.contacts.values()].filter(isThere);
			const page = listPage(all, query, limitOf(query, 1, 99));
			return page && { data: page.map((one) => presentListedContact(state, viewer.orgId, one)) };
		},
	},
	{
		path: "/contacts/contactsByIds",
		scopes: READ,
		weight: 3,
		query: { ids: DIGIT_LIST },
		answer({ state, query, viewer }) {
			const ids = (query.get("ids") ?? "").split(",").filter(Boolean);
			if (ids.length === 0 || ids.length > MAX_IDS) throw invalid("ids", `1 to ${MAX_IDS} ids are accepted.`);
			const found = ids.flatMap((id) => state.directory.contacts.get(id) ?? []).filter(isThere);
			return found.length > 0
				? { data: found.map((one) => presentListedContact(state, viewer.orgId, one)) }
				: null;
		},
	},
	{
		method: "POST",
		path: "/contacts",
		scopes: [["Desk.contacts.CREATE"]],
		weight: 1,
		query: {},
		answer(request) {
			refuseLightAgents(request);
			const { state, viewer } = request;
			const contact: SimContact = {
				id: "",
				firstName: null,
				lastName: "",
				email: null,
				account: null,
			};
			write(request, contact, null);
			contact.id = state.nextId();
			state.contacts.push(contact);
			state.directory.keepContact(contact);
			return presentContact(state, viewer.orgId, contact);
		},
	},
	{
		method: "POST",
		path: "/contacts/moveToTrash",
		scopes: [["Desk.contacts.DELETE"]],
		weight: 6,
		query: {},
		answer(request) {
			for (const contact of readContacts(request, ["contactIds"], "contactIds")) {
				contact.kept = { ...keptOf(contact), isTrashed: true };
				request.state.directory.keepContact(contact);
			}
			return null;
		},
	},
	{
		method: "POST",
		path: "/contacts/markSpam",
		scopes: UPDATE,
		weight: 6,
		query: {},
		answer(request) {
			const allowed = ["ids", "isSpam", "handleExistingTickets"];
			const contacts = readContacts(request, allowed, "ids");
			const { isSpam } = requireBody(request, allowed);
			for (const contact of contacts) contact.kept = { ...keptOf(contact), isSpam: isSpam === true };
			return { results: contacts.map(({ id }) => ({ id, success: true, errors: null })) };
		},
	},
	{
		path: "/contacts/:contactId{[0-9]+}",
		scopes: READ,
		weight: 1,
		query: { include: someOf("accounts", "owner") },
		answer: ({ state, params, viewer }) =>
			presentContact(state, viewer.orgId, requireRecord(state.directory.contacts, params.contactId)),
	},
	{
		method: "PATCH",
		path: "/contacts/:contactId{[0-9]+}",
		scopes: UPDATE,
		weight: 1,
		query: {},
		answer(request) {
			refuseLightAgents(request);
			const { state, params, viewer } = request;
			const contact = requireRecord(state.directory.contacts, params.contactId);
			write(request, contact, contact);
			state.directory.keepContact(contact);
			return presentContact(state, viewer.orgId, contact);
		},
	},
	{
		method: "POST",
		path: "/contacts/:contactId{[0-9]+}/associateAccounts",
		scopes: UPDATE,
		weight: 1,
		query: {},
		answer(request) {
			refuseLightAgents(request);
			const { state, params } = request;
			const contact = requireRecord(state.directory.contacts, params.contactId);
			const { data } = requireBody(request, ["data"]);
			const ids = Array.isArray(data) ? data.map((one: { id?: unknown }) => String(one?.id)) : [];
			return {
				results: ids.map((id) => {
					const account = state.directory.accounts.get(id);
					if (!account || !isThere(account)) return failed(id);
					const kept = keptOf(contact);
					if (contact.account !== account && !kept.otherAccountIds.includes(id)) {
						contact.kept = { ...kept, otherAccountIds: [...kept.otherAccountIds, id] };
					}
					return { id, success: true, errors: null };
				}),
			};
		},
	},
	{
		method: "POST",
		path: "/contacts/:contactId{[0-9]+}/dissociateAccounts",
		scopes: UPDATE,
		weight: 1,
		query: {},
		answer(request) {
			refuseLightAgents(request);
			const { state, params } = request;
			const contact = requireRecord(state.directory.contacts, params.contactId);
			const checker: Checker = createChecker(requireBody(request, ["ids"]));
			const ids = checker.ids("ids");
			checker.done();
			return {
				results: ids.map((id) => {
					const kept = keptOf(contact);
					const isOwn = contact.account?.id === id;
					if (!isOwn && !kept.otherAccountIds.includes(id)) return failed(id);
					if (isOwn) contact.account = null;
					contact.kept = { ...kept, otherAccountIds: kept.otherAccountIds.filter((one) => one !== id) };
					return { id, success: true, errors: null };
				}),
			};
		},
	},
];

const failed = (id: string) => ({
	id,
	success: false,
	errors: { errorCode: "UNPROCESSABLE_ENTITY", httpCode: "422" },
});

/** Throws before anything is changed. */
function write(request: ApiRequest, contact: SimContact, known: SimContact | null): void {
	const { given, kept } = readDirectoryInput(request, "contacts", known);
	const account = readAccount(request, given("accountId"), contact.account);
	const email = given("email");
	const { directory } = request.state;
	const owner = email && directory.refusesSameEmail ? directory.findByEmail(email) : undefined;
	if (owner && owner !== known) {
		throw refusal([{ field: "email", type: "duplicate", message: "Another contact has this address" }]);
	}
	const firstName = given("firstName");
	contact.lastName = given("lastName") ?? contact.lastName;
	if (firstName !== undefined) contact.firstName = firstName;
	if (email !== undefined) contact.email = email;
	contact.account = account;
	contact.kept = kept;
}

function readContacts(request: ApiRequest, allowed: readonly string[], field: string): SimContact[] {
	refuseLightAgents(request);
	const checker = createChecker(requireBody(request, allowed));
	const ids = checker.ids(field);
	checker.done();
	return ids.map((id) => {
		const contact = request.state.directory.contacts.get(id);
		if (!contact || !isThere(contact)) throw notFound();
		return contact;
	});
}
