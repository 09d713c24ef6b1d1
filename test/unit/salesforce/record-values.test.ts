import { describe, expect, it } from "vitest";
import type { ChangeQuery } from "../../../src/salesforce/crm.ts";
import { account, accountId, query } from "./change-queries.ts";
import { createFakeOrg, isQuery, openCrm, record, rows } from "./fake-org.ts";

describe("a record", () => {
	async function read(values: object, changes: Partial<ChangeQuery> = {}) {
		const org = createFakeOrg();
		org.on(
			({ soql }) => soql !== null,
			() => rows([account(1, values)]),
		);
		const [page] = await openCrm(org).changes([query(changes)]);
		return page?.records[0];
	}

	it("has its own fields and those that were asked for, by path and type", async () => {
		const fields = [
			"Industry",
			"Tiers__c",
			"Active__c",
			"AnnualRevenue",
			"CreatedDate",
			"LastActivityDate",
			"Owner.Name",
			"Parent.Name",
		];
		const values = {
			Industry: "Energy",
			Tiers__c: "A;B",
			Active__c: false,
			AnnualRevenue: 1.5,
			CreatedDate: "2026-11-21T18:30:00.000+0900",
			LastActivityDate: "2026-11-20",
			Owner: record("User", { Name: "Mina" }),
			Parent: null,
		};
		expect(await read(values, { fields })).toEqual({
			object: "account",
			id: accountId(1),
			stampAt: Date.parse("2026-11-21T09:30:00Z"),
			isDeleted: false,
			mergedInto: null,
			convertedTo: null,
			accountId: null,
			name: "Account 1",
			fields: {
				Industry: "Energy",
				Tiers__c: ["A", "B"],
				Active__c: false,
				AnnualRevenue: 1.5,
				CreatedDate: "2026-11-21T09:30:00.000Z",
				LastActivityDate: "2026-11-20",
				"Owner.Name": "Mina",
				"Parent.Name": null,
			},
		});
	});

	it("that was merged says into which", async () => {
		const values = { IsDeleted: true, MasterRecordId: accountId(2) };
		expect(await read(values)).toMatchObject({ isDeleted: true, mergedInto: accountId(2) });
	});

	it("that was a lead says what it became", async () => {
		const values = { IsConverted: true, ConvertedContactId: "003000000000001AAA", ConvertedAccountId: null };
		expect(await read(values, { object: "lead" })).toMatchObject({
			convertedTo: { contactId: "003000000000001AAA", accountId: null },
		});
		expect(await read({ IsConverted: false }, { object: "lead" })).toMatchObject({ convertedTo: null });
	});

	it("of a contact has its account", async () => {
		expect(await read({ AccountId: accountId(9) }, { object: "contact" })).toMatchObject({
			accountId: accountId(9),
		});
	});

	it("without a name is known by its id", async () => {
		expect(await read({ Name: null })).toMatchObject({ name: accountId(1) });
	});

	it("keeps what it holds as it is", async () => {
		const hostile = `<!channel> ' " \\ ${"長".repeat(10_000)} \uD83D\uDE00 <script>`;
		expect((await read({ Website: hostile }, { fields: ["Website"] }))?.fields).toEqual({ Website: hostile });
	});

	it("answers null for a compound value, whose parts are fields of their own", async () => {
		const org = createFakeOrg();
		org.on(isQuery("Account"), () => rows([account(1)]));
		const [page] = await openCrm(org).changes([query({ fields: ["BillingAddress"] })]);
		expect(page?.records[0]?.fields).toEqual({ BillingAddress: null });
		expect(org.queries()[0]).not.toContain("BillingAddress");
	});
});
