import { beforeEach, describe, expect, test } from "vitest";
import { type Place, parsePlace, toHash } from "../../../../sandbox/playground/client/place.ts";
import type { CrmList, CrmRecord, CrmSync } from "../../../../sandbox/playground/crm-panel.ts";
import { createCrmRoutes } from "../../../../sandbox/playground/crm-routes.ts";
import { toSalesforcePanel } from "../../../../sandbox/runtime/salesforce-panel.ts";
import { createClock } from "../../../../sandbox/vendor.ts";
import { createSalesforce } from "../../../../sandbox/vendors/salesforce/simulator.ts";

let app: ReturnType<typeof createCrmRoutes>;

beforeEach(() => {
	const clock = createClock();
	app = createCrmRoutes(toSalesforcePanel(createSalesforce({ clock }), clock));
});

const get = async <T>(path: string) => (await (await app.request(path)).json()) as T;
const post = (path: string, body: unknown) =>
	app.request(path, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(body),
	});
const find = async (search: string, object = "Account") => {
	const { rows } = await get<CrmList>(`/acme/list/${object}?search=${encodeURIComponent(search)}`);
	return rows[0]?.id ?? "";
};
const open = (id: string) => get<CrmRecord>(`/acme/record/${id}`);
const readField = ({ fields }: CrmRecord, name: string) => fields.find((field) => field.name === name)?.value;

describe("Salesforce in the playground", () => {
	test("lists an org's records, newest change first, and finds them by name, address and id", async () => {
		const list = await get<CrmList>("/acme/list/Contact");
		expect(list.total).toBeGreaterThan(list.rows.length);
		expect(list.needed.map(({ label }) => label)).toContain("Last Name");
		const id = await find("ivo.berg@globex", "Contact");
		expect(await find(id, "Contact")).toBe(id);
		expect(await find("Ivo Berg", "Contact")).toBe(id);
	});

	test("saves what was entered, and says why not", async () => {
		const id = await find("Globex KK");
		const fields = { Phone: "+1", Is_Reference__c: "false" };
		expect((await post(`/acme/record/${id}`, { fields })).status).toBe(200);
		const record = await open(id);
		expect(readField(record, "Phone")).toBe("+1");
		expect(readField(record, "Is_Reference__c")).toBe("false");
		const refused = await post(`/acme/record/${id}`, { fields: { Name: "" } });
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain("Required fields are missing");
	});

	test("adds, deletes and brings back", async () => {
		const added = await post("/acme/list/Contact", {
			fields: { LastName: "New", Email: "new@globex.example" },
		});
		const { id } = (await added.json()) as { id: string };
		await post(`/acme/record/${id}/remove`, {});
		expect(await open(id)).toMatchObject({ isDeleted: true, canMerge: false });
		await post(`/acme/record/${id}/restore`, {});
		expect((await open(id)).isDeleted).toBe(false);
	});

	test("merges by id, and refuses what can't be merged", async () => {
		const winner = await find("Globex KK");
		const loser = await find("Umbra Logistics");
		expect((await post(`/acme/record/${winner}/merge`, { otherId: ` ${loser} ` })).status).toBe(200);
		expect((await open(loser)).isDeleted).toBe(true);
		expect((await post(`/acme/record/${winner}/merge`, { otherId: "nothing" })).status).toBe(422);
		const contact = await find("ivo.berg", "Contact");
		expect((await post(`/acme/record/${winner}/merge`, { otherId: contact })).status).toBe(422);
	});

	test("converts a lead once", async () => {
		const { rows } = await get<CrmList>("/acme/list/Lead");
		const records = await Promise.all(rows.map(({ id }) => open(id)));
		const lead = records.find(({ canConvert }) => canConvert)?.id ?? "";
		const { id } = (await (await post(`/acme/record/${lead}/convert`, {})).json()) as { id: string };
		expect((await open(id)).object).toBe("Contact");
		expect((await open(lead)).canConvert).toBe(false);
		expect((await post(`/acme/record/${lead}/convert`, {})).status).toBe(422);
	});

	test("takes JSON only, and knows no record that isn't there", async () => {
		const id = await find("Globex KK");
		const answer = await app.request(`/acme/record/${id}/remove`, { method: "POST", body: "{}" });
		expect(answer.status).toBe(415);
		expect((await app.request("/acme/record/001nothing")).status).toBe(404);
	});

	test("tells what is connected, tied and looked for, where a desk is kept in step", async () => {
		const clock = createClock();
		const tied = [{ desk: "zendesk" as const, name: "Globex KK", tickets: [] }];
		const sync: CrmSync = {
			connected: async () => ["acme-jp"],
			counterparts: async (id) => (id === "001known" ? tied : []),
			run: async () => "under_way",
		};
		app = createCrmRoutes(toSalesforcePanel(createSalesforce({ clock }), clock), sync);
		const { orgs } = await get<{ orgs: { key: string; isConnected: boolean }[] }>("/");
		expect(orgs.filter(({ isConnected }) => isConnected).map(({ key }) => key)).toEqual(["acme-jp"]);
		expect(await get("/acme-jp/record/001known/counterparts")).toEqual({ counterparts: tied });
		expect(await (await post("/sync", {})).json()).toEqual({ outcome: "under_way" });
	});

	test("says that nothing is on where no desk is kept in step", async () => {
		expect(await (await post("/sync", {})).json()).toEqual({ outcome: "nothing_on" });
		expect(await get("/acme/record/001known/counterparts")).toEqual({ counterparts: [] });
	});

	test("keeps its place in the address", () => {
		const places: Place[] = [
			{ pane: "salesforce", org: "", object: "Account", recordId: null },
			{ pane: "salesforce", org: "acme--uat.sandbox", object: "Lead", recordId: "00QGA0000000001YAA" },
		];
		for (const place of places) expect(parsePlace(toHash(place))).toEqual(place);
		expect(parsePlace("#/salesforce")).toEqual(places[0]);
	});
});
