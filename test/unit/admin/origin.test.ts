import { describe, expect, it } from "vitest";
import { parseOrigin } from "../../../src/admin/origin.ts";

describe("parseOrigin", () => {
	it.each([
		["https://desk.example.com", "https://desk.example.com"],
		[" https://desk.example.com/ ", "https://desk.example.com"],
		["https://desk.example.com:8443", "https://desk.example.com:8443"],
		["HTTPS://Desk.Example.com", "https://desk.example.com"],
		["http://localhost:8787", "http://localhost:8787"],
	])("takes %s", (text, origin) => {
		expect(parseOrigin(text)).toBe(origin);
	});

	it.each([
		"http://desk.example.com",
		"http://localhost.evil.example",
		"https://desk.example.com/setup",
		"https://desk.example.com/?a",
		"https://desk.example.com/#a",
		"https://user@desk.example.com",
		"ftp://desk.example.com",
		"javascript:alert(1)",
		"desk.example.com",
		"",
	])("refuses %s", (text) => {
		expect(parseOrigin(text)).toBeNull();
	});
});
