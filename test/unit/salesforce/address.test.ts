import { describe, expect, it } from "vitest";
import { parseInstanceUrl, signInUrl } from "../../../src/salesforce/address.ts";
import { salesforce } from "../../../src/salesforce/provider.ts";
import { createFakeOrg, createMemory, createTokens } from "./fake-org.ts";

describe("the host to sign in at", () => {
	it.each([
		["production", "", "login.salesforce.com"],
		["sandbox", "  ", "test.salesforce.com"],
		["production", "acme", "acme.my.salesforce.com"],
		["sandbox", "Acme--UAT", "acme--uat.sandbox.my.salesforce.com"],
		["production", "acme.my.salesforce.com", "acme.my.salesforce.com"],
		["production", "https://acme.my.salesforce.com/lightning/page/home", "acme.my.salesforce.com"],
		["production", "https://acme.lightning.force.com/lightning/r/Account/x/view", "acme.my.salesforce.com"],
		["sandbox", "acme--uat.sandbox.lightning.force.com", "acme--uat.sandbox.my.salesforce.com"],
		["production", "acme.my.salesforce-setup.com", "acme.my.salesforce.com"],
		["production", "acme-dev-ed.develop.my.salesforce.com", "acme-dev-ed.develop.my.salesforce.com"],
		["sandbox", "test.salesforce.com", "test.salesforce.com"],
	] as const)("of %s with %j is %s", (environment, input, host) => {
		expect(salesforce.parseHost(environment, input)).toBe(host);
	});

	it.each([
		"evil.example",
		"my.salesforce.com",
		"acme.my.salesforce.com.evil.example",
		"https://evil.example/acme.my.salesforce.com",
		"https://acme.my.salesforce.com@evil.example",
		"acme.my.salesforce.com:8443",
		"http://acme.my.salesforce.com",
		"evil.example#.my.salesforce.com",
		"-acme.my.salesforce.com",
		"acme.my.site.com",
		"acme acme",
		"アクメ",
	])("is none for %j", (input) => {
		expect(salesforce.parseHost("production", input)).toBeNull();
	});

	it("is checked once more before a secret leaves", () => {
		expect(() => signInUrl("evil.example", "token")).toThrow(TypeError);
		expect(signInUrl("test.salesforce.com", "token").href).toBe(
			"https://test.salesforce.com/services/oauth2/token",
		);
	});
});

describe("an org's address", () => {
	it.each([
		["https://acme.my.salesforce.com", "https://acme.my.salesforce.com"],
		["https://acme.my.salesforce.com/", "https://acme.my.salesforce.com"],
		["https://acme--uat.sandbox.my.salesforce.com", "https://acme--uat.sandbox.my.salesforce.com"],
		["http://acme.my.salesforce.com", null],
		["https://acme.my.salesforce.com:444", null],
		["https://user@acme.my.salesforce.com", null],
		["https://acme.my.salesforce.com/x", null],
		["https://acme.my.salesforce.com?x", null],
		["https://login.salesforce.com", null],
		["https://my.salesforce.com", null],
		["https://evil.example", null],
		["", null],
	])("of %j is %s", (text, expected) => {
		expect(parseInstanceUrl(text)).toBe(expected);
	});

	it("that is none of Salesforce's never gets a token", () => {
		const org = createFakeOrg();
		const open = () => salesforce.open("https://evil.example", createTokens(), org.call, createMemory());
		expect(open).toThrow(TypeError);
		expect(org.requests).toEqual([]);
	});
});
