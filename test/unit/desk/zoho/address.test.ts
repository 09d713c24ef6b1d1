import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	parseAddress,
	parseTicketNumber,
	parseTicketUrl,
	ticketHosts,
} from "../../../../src/desk/zoho/address.ts";
import { DATA_CENTRES, findDataCentreByHost } from "../../../../src/desk/zoho/data-centres.ts";

const ID = "520000000000507417";
const OURS = { address: "eu", portalId: "60012345", portalUrl: "https://desk.zoho.eu/support/acmesupport" };
const NAMELESS = { address: "eu", portalId: "60012345" };

describe("parseAddress", () => {
	it("takes every data centre by key, host and address", () => {
		for (const { key, deskHost, accountsHost } of DATA_CENTRES) {
			for (const input of [
				key,
				key.toUpperCase(),
				` ${key} `,
				deskHost,
				`https://${deskHost}/agent/x`,
				accountsHost,
			]) {
				expect(parseAddress(input)).toBe(key);
			}
		}
	});

	it.each([
		"",
		"xx",
		"eu.evil.example",
		"desk.zoho.eu.evil.example",
		"https://desk.zoho.eu@evil.example/",
		"evil.example/desk.zoho.eu",
		"zoho.eu",
		"desk.zoho.ca",
		"http://desk.zoho.eu/",
		"constructor",
		"__proto__",
	])("refuses %j", (input) => {
		expect(parseAddress(input)).toBeNull();
	});

	it("has each host once", () => {
		const hosts = DATA_CENTRES.flatMap(({ accountsHost, deskHost }) => [accountsHost, deskHost]);
		expect(new Set(hosts).size).toBe(hosts.length);
		expect(findDataCentreByHost("desk.zohocloud.ca")?.key).toBe("ca");
	});
});

describe("parseTicketNumber", () => {
	it.each([
		["4702", { by: "number", number: "4702" }],
		["0042", { by: "number", number: "42" }],
		["0", { by: "number", number: "0" }],
		["123456789", { by: "number", number: "123456789" }],
		["1234567890", null],
		["12345678901", null],
		["520000507417", { by: "id", id: "520000507417" }],
		[ID, { by: "id", id: ID }],
		["12345678901234567890", null],
		["", null],
		["12a", null],
		["-1", null],
		["４７０２", null],
	])("%j → %j", (digits, ref) => {
		expect(parseTicketNumber(digits)).toEqual(ref);
	});
});

describe("parseTicketUrl", () => {
	const found = { by: "id", id: ID };
	it.each([
		[`https://desk.zoho.eu/support/acmesupport/ShowHomePage.do#Cases/dv/${ID}`, found],
		[`https://desk.zoho.eu/agent/acmesupport/support/tickets/details/${ID}`, found],
		[`https://desk.zoho.eu/agent/AcmeSupport/support/tickets/details/${ID}/conversations?x=1`, found],
		[`https://desk.zoho.eu/agent/acmesupport/billing-520000000006908/tickets/details/${ID}`, found],
		[`https://desk.zoho.eu/support/acmelabs/ShowHomePage.do#Cases/dv/${ID}`, "foreign"],
		[`https://desk.zoho.com/support/acmesupport/ShowHomePage.do#Cases/dv/${ID}`, "foreign"],
		[`https://desk.zoho.jp/agent/other/x/tickets/details/${ID}`, "foreign"],
		[
			"https://desk.zoho.eu/support/acmesupport/ShowHomePage.do#Cases/dv/20d7881a46edfcffefe308ab38676ec3",
			null,
		],
		["https://desk.zoho.eu/agent/acmesupport/support/tickets", null],
		[`http://desk.zoho.eu/support/acmesupport/ShowHomePage.do#Cases/dv/${ID}`, null],
		[`https://desk.zoho.eu.evil.example/support/acmesupport/ShowHomePage.do#Cases/dv/${ID}`, null],
		[`https://accounts.zoho.eu/x/${ID}`, null],
		[`https://acme.zendesk.com/agent/tickets/${ID}`, null],
	])("%s → %j", (url, ref) => {
		expect(parseTicketUrl(OURS, new URL(url))).toEqual(ref);
	});

	it("takes every portal of the data centre for ours while our own name isn't known", () => {
		const url = new URL(`https://desk.zoho.eu/support/whoever/ShowHomePage.do#Cases/dv/${ID}`);
		expect(parseTicketUrl(NAMELESS, url)).toEqual(found);
	});

	it("knows this desk's own host", () => {
		const own = { ...OURS, portalUrl: "https://support.acme.example/portal" };
		const url = (host: string) => new URL(`https://${host}/agent/acme/support/tickets/details/${ID}`);
		expect(parseTicketUrl(own, url("support.acme.example"))).toEqual(found);
		expect(parseTicketUrl(own, url("support.other.example"))).toBeNull();
	});

	it("takes nothing for ours that is on another host", () => {
		fc.assert(
			fc.property(fc.domain(), fc.webPath(), (host, path) => {
				fc.pre(!DATA_CENTRES.some(({ deskHost }) => deskHost === host));
				expect(parseTicketUrl(OURS, new URL(`https://${host}${path}/${ID}`))).toBeNull();
			}),
		);
	});
});

describe("where tickets have their addresses", () => {
	it("is the data centre's host, and the portal's own when it has one", () => {
		const desk = { address: "eu", portalId: "60012345" };
		expect(ticketHosts(desk)).toEqual(["desk.zoho.eu"]);
		expect(ticketHosts({ ...desk, portalUrl: "https://desk.zoho.eu/agent/acme/" })).toEqual(["desk.zoho.eu"]);
		expect(ticketHosts({ ...desk, portalUrl: "https://help.acme.example/agent/acme/" })).toEqual([
			"desk.zoho.eu",
			"help.acme.example",
		]);
	});
});
