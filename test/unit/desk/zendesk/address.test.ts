import { describe, expect, test } from "vitest";
import {
	accountUrl,
	parseAddress,
	parseTicketNumber,
	parseTicketUrl,
	ticketHosts,
} from "../../../../src/desk/zendesk/address.ts";

const ACME = { address: "acme", portalId: "acme" };

describe("an account as a person writes it", () => {
	test.each([
		["acme", "acme"],
		["  Acme ", "acme"],
		["acme-eu2", "acme-eu2"],
		["acme.zendesk.com", "acme"],
		["https://acme.zendesk.com", "acme"],
		["https://ACME.zendesk.com/agent/dashboard?x=1", "acme"],
	])("%j is the account %s", (input, address) => {
		expect(parseAddress(input)).toBe(address);
	});

	test.each([
		"",
		"ab",
		"a.b",
		"evil.com/",
		"x@y",
		"acme/",
		"acme.zendesk.com.evil.com",
		"acme.zendesk.com@evil.com",
		"https://evil.com/acme.zendesk.com",
		"https://acme@evil.com",
		"http://acme.zendesk.com",
		"https://acme",
		"-acme",
		"acme-",
		"ac me",
		"acme#",
		"acme?x",
		"acme\\evil",
		"аcme",
		"a".repeat(64),
	])("%j is none", (input) => {
		expect(parseAddress(input)).toBeNull();
	});

	test("a stored address that could name another host never becomes a request", () => {
		expect(() => accountUrl({ address: "evil.com/" }, "/api/v2/users/me")).toThrow(TypeError);
	});
});

describe("a pasted address", () => {
	test.each([
		["https://acme.zendesk.com/agent/tickets/123", "123"],
		["https://acme.zendesk.com/agent/tickets/123/", "123"],
		["https://acme.zendesk.com/agent/tickets/123/events?x=1", "123"],
		["https://acme.zendesk.com/agent/#/tickets/123", "123"],
		["https://acme.zendesk.com/tickets/123", "123"],
		["https://acme.zendesk.com/hc/requests/123", "123"],
		["https://acme.zendesk.com/hc/en-us/requests/123", "123"],
		["https://acme.zendesk.com/hc/ja/requests/123#comment", "123"],
		["https://acme.zendesk.com/requests/123", "123"],
	])("%s names the ticket %s", (url, number) => {
		expect(parseTicketUrl(ACME, new URL(url))).toEqual({ by: "number", number });
	});

	test("of another account is foreign", () => {
		expect(parseTicketUrl(ACME, new URL("https://globex.zendesk.com/agent/tickets/1042"))).toBe("foreign");
	});

	test.each([
		"https://acme.zendesk.com/",
		"https://acme.zendesk.com/agent/users/123",
		"https://acme.zendesk.com/agent/tickets/new/1",
		"https://acme.zendesk.com/agent/tickets/12a",
		"https://acme.zendesk.com/agent/tickets/0",
		"https://acme.zendesk.com/hc/articles/123",
		"https://acme.zendesk.com.evil.example/agent/tickets/123",
		"https://acme.zendesk.com:8443/agent/tickets/123",
		"https://me@acme.zendesk.com/agent/tickets/123",
		"https://zendesk.com/agent/tickets/123",
		"https://desk.zoho.eu/agent/acme/tickets/details/123",
	])("%s is none of its tickets", (url) => {
		expect(parseTicketUrl(ACME, new URL(url))).toBeNull();
	});
});

describe("a run of digits", () => {
	test.each([
		["1042", "1042"],
		["0042", "42"],
		["１０４２", "1042"],
	])("%s is the ticket %s", (digits, number) => {
		expect(parseTicketNumber(digits)).toEqual({ by: "number", number });
	});

	test.each(["", "0", "12a", "-1", "1.5", "1".repeat(19)])("%j is none", (digits) => {
		expect(parseTicketNumber(digits)).toBeNull();
	});
});

describe("where tickets have their addresses", () => {
	test("is the account's own host", () => {
		expect(ticketHosts({ address: "acme", portalId: "acme" })).toEqual(["acme.zendesk.com"]);
	});
});
