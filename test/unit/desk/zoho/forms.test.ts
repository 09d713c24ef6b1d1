import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import { OTHER_DEPARTMENT } from "../../../../sandbox/vendors/zoho/seed-people.ts";
import type { HelpDesk } from "../../../../src/desk/help-desk.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import { isVendorError } from "../../../../src/lib/errors.ts";
import {
	createAccount,
	createTokens,
	DESK,
	failureOf,
	type TestAccount,
} from "../../sandbox/zoho/account.ts";

let account: TestAccount;
let desk: HelpDesk;
let id: string;

beforeEach(async () => {
	account = createAccount();
	desk = await account.open();
	id = account.simulator.ticket("4702").id;
});

/** A desk where calls whose address contains a word are answered otherwise. */
async function deskWith(answers: Record<string, () => Response>): Promise<HelpDesk> {
	const tokens = createTokens(await account.signIn(), account.call);
	return zoho.open(DESK, tokens, {
		...account.call,
		fetch: async (input, init) => {
			const word = Object.keys(answers).find((one) => String(input).includes(one));
			return (word && answers[word]?.()) || account.call.fetch(input, init);
		},
	});
}

const refused = (status: number, errorCode: string) => () =>
	Response.json({ errorCode, message: "" }, { status });
const PRIORITIES = [
	{ id: "High", label: "High", level: "high" },
	{ id: "Medium", label: "Medium", level: "normal" },
	{ id: "Low", label: "Low", level: "low" },
];

describe("ticketForm", () => {
	it("asks for nothing more where the department makes nothing more mandatory", async () => {
		expect(await desk.ticketForm(ZOHO_DEPARTMENTS.support)).toEqual({ fields: [], priorities: PRIORITIES });
		expect(account.calls).toHaveLength(2);
	});

	it("shows the active layout's mandatory fields, without what every form has or the desk fills in", async () => {
		const { fields } = await desk.ticketForm(ZOHO_DEPARTMENTS.billing);
		expect(fields).toEqual([
			{ id: "cf_invoice_number", label: "Invoice number", kind: "text", options: [], maxLength: 20 },
			{
				id: "cf_reason",
				label: "Reason",
				kind: "choice",
				options: ["Wrong amount", "Refund", "VAT & duties", "<Other>"].map((name) => ({
					id: name,
					label: name,
				})),
				maxLength: null,
			},
		]);
	});

	it("knows choices, several choices, days and checks", async () => {
		const { fields } = await desk.ticketForm(ZOHO_DEPARTMENTS.japan);
		expect(fields.map(({ id: field, kind }) => [field, kind])).toEqual([
			["classification", "choice"],
			["cf_visit_date", "date"],
			["cf_devices", "choices"],
			["cf_under_warranty", "checkbox"],
		]);
	});

	it("reads field metadata where there is no layout", async () => {
		const labs = await account.signIn({ organisation: ZOHO_ACCOUNT.otherOrgId });
		const portal = { ...DESK, portalId: ZOHO_ACCOUNT.otherOrgId };
		const other = zoho.open(portal, createTokens(labs, account.call), account.call);
		const form = await other.ticketForm(OTHER_DEPARTMENT);
		expect(form.fields.map(({ id: field, kind, maxLength }) => [field, kind, maxLength])).toEqual([
			["dueDate", "date", null],
			["cf_first_seen@time", "date", null],
			["cf_setup", "long_text", 50_000],
		]);
		expect(form.priorities).toEqual(PRIORITIES);
	});

	it.each([
		["/myForm", refused(422, "INVALID_DATA")],
		["/myForm", () => new Response("<html>", { status: 200 })],
		["/layouts", refused(403, "FORBIDDEN")],
		["/layouts", refused(403, "SCOPE_MISMATCH")],
	])("reads field metadata when %s is refused", async (address, answer) => {
		const other = await deskWith({ [address]: answer });
		const { fields } = await other.ticketForm(ZOHO_DEPARTMENTS.billing);
		expect(fields.map(({ id: field }) => field)).toEqual(["cf_invoice_number", "cf_reason"]);
	});

	it("fails rather than show a form without its fields when the desk doesn't answer", async () => {
		const other = await deskWith({ "/myForm": refused(500, "INTERNAL_SERVER_ERROR") });
		expect(await failureOf(other.ticketForm(ZOHO_DEPARTMENTS.billing))).toSatisfy(
			(error) => isVendorError(error) && error.kind === "unavailable",
		);
	});

	it("takes unknown kinds and choices without values for text, and nulls for nothing", async () => {
		const field = (apiName: string, more: object) => ({ apiName, isMandatory: true, ...more });
		const other = await deskWith({
			"/myForm": () =>
				Response.json({
					sections: [
						{ fields: null },
						{
							fields: [
								field("cf_a", { type: "Hologram", displayLabel: null, maxLength: null }),
								field("cf_b", {
									type: "Picklist",
									displayLabel: "B",
									allowedValues: [null, 7, "-None-", ""],
								}),
								field("cf_c", { type: null, displayLabel: "C", allowedValues: null }),
								field("cf_d", { type: "Picklist", displayLabel: "D", allowedValues: [{ value: "One" }] }),
								{ apiName: "cf_e", isMandatory: null },
							],
						},
					],
				}),
		});
		const form = await other.ticketForm(ZOHO_DEPARTMENTS.billing);
		expect(form.fields).toEqual([
			{ id: "cf_a", label: "cf_a", kind: "text", options: [], maxLength: null },
			{ id: "cf_b", label: "B", kind: "text", options: [], maxLength: null },
			{ id: "cf_c", label: "C", kind: "text", options: [], maxLength: null },
			{ id: "cf_d", label: "D", kind: "choice", options: [{ id: "One", label: "One" }], maxLength: null },
		]);
		expect(form.priorities).toEqual(PRIORITIES);
	});
});

describe("statuses and priorities", () => {
	const STATUSES = [
		{ id: "Open", label: "Open", category: "open" },
		{ id: "Escalated", label: "Escalated", category: "open" },
		{ id: "On Hold", label: "On Hold", category: "on_hold" },
		{ id: "Waiting on parts", label: "Waiting on parts", category: "on_hold" },
		{ id: "Closed", label: "Closed", category: "closed" },
	];

	it("are the portal's own, in its order, with what they mean", async () => {
		expect(await desk.statuses(id)).toEqual(STATUSES);
		expect(await desk.priorities(id)).toEqual(PRIORITIES);
	});

	it.each([
		refused(403, "SCOPE_MISMATCH"),
		refused(422, "INVALID_DATA"),
		() => new Response(null, { status: 204 }),
	])("are read from the other address when the first has none (%#)", async (answer) => {
		const other = await deskWith({ "/organizationFields": answer });
		expect(await other.statuses(id)).toEqual(STATUSES);
	});

	it("are those in use when the portal keeps its list to itself, and the ticket's own at least", async () => {
		const hidden = {
			"/organizationFields": refused(403, "FORBIDDEN"),
			"/fields": refused(404, "URL_NOT_FOUND"),
		};
		const other = await deskWith(hidden);
		const inUse = await other.statuses(id);
		expect(inUse[0]).toEqual(STATUSES[0]);
		expect(inUse).toContainEqual(STATUSES[4]);
		expect(await other.priorities(id)).toEqual([]);
		const silent = await deskWith({ ...hidden, "/ticketsCount": refused(403, "FORBIDDEN") });
		expect(await silent.statuses(id)).toEqual([STATUSES[0]]);
	});

	it("don't need the blueprint to be readable", async () => {
		for (const answer of [refused(403, "LICENSE_ACCESS_LIMITED"), refused(500, "INTERNAL_SERVER_ERROR")]) {
			expect(await (await deskWith({ "/blueprint": answer })).statuses(id)).toEqual(STATUSES);
		}
		const limited = await deskWith({ "/blueprint": refused(403, "LICENSE_ACCESS_LIMITED") });
		expect(await limited.blueprint(id)).toBeNull();
	});
});

describe("assignees", () => {
	it("are the department's agents without the light ones", async () => {
		const names = (await desk.assignees(ZOHO_DEPARTMENTS.support, "")).map(({ name }) => name);
		expect(names).toEqual(["Mina Kato", "Alex Berg", "森 ゆき"]);
	});

	it("are found by name or address, in one department or all", async () => {
		expect(await desk.assignees(null, "kenji@")).toMatchObject([{ name: "伊藤 健二" }]);
		expect(await desk.assignees(ZOHO_DEPARTMENTS.support, "kenji@")).toEqual([]);
		expect(await desk.assignees(null, "*ka*to*")).toMatchObject([{ name: "Mina Kato" }]);
		expect(await desk.assignees(null, "nobody")).toEqual([]);
	});
});
