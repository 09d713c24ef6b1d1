import { describe, expect, test } from "vitest";
import { createAddressTable } from "../../../../sandbox/runtime/addresses.ts";

const ORIGIN = "http://localhost:8787";
const VENDORS = "http://127.0.0.1:8787";
const table = createAddressTable({
	origin: ORIGIN,
	vendorOrigin: VENDORS,
	ownsHost: (host) => ["slack.com", "acme.zendesk.com", "accounts.zoho.eu"].includes(host),
});

describe("addresses", () => {
	test.each([
		["https://slack.com/oauth/v2/authorize?a=1", `${VENDORS}/vendors/slack.com/oauth/v2/authorize?a=1`],
		["https://ACME.zendesk.com", `${VENDORS}/vendors/acme.zendesk.com`],
		["https://evil.example/slack.com", "https://evil.example/slack.com"],
		["https://slack.com.evil.example/", "https://slack.com.evil.example/"],
		["http://slack.com/", "http://slack.com/"],
		[`${ORIGIN}/admin`, `${ORIGIN}/admin`],
		["/admin", "/admin"],
	])("%s is seen as %s", (real, seen) => {
		expect(table.toSandbox(real)).toBe(seen);
	});

	test.each([
		["/vendors/slack.com/x?y=1", "https://slack.com/x?y=1"],
		["/vendors/slack.com", "https://slack.com/"],
		["/vendors/evil.example/x", undefined],
		["/vendors/slack.com@evil.example/x", undefined],
		["/playground", undefined],
	])("the path %s leads to %s", (path, real) => {
		expect(table.toVendor(path)?.href).toBe(real);
	});

	test("change in links, forms and refreshes of the Worker's pages, and nowhere else", () => {
		const page = `<meta http-equiv="refresh" content="0; url=https://slack.com/a"><a href="https://slack.com/b">
<form action='/admin'><img src="https://slack.com/c"><p>https://slack.com/d</p>`;
		expect(table.toSandboxHtml(page, null)).toBe(
			`<meta http-equiv="refresh" content="0; url=${VENDORS}/vendors/slack.com/a"><a href="${VENDORS}/vendors/slack.com/b">
<form action='/admin'><img src="https://slack.com/c"><p>https://slack.com/d</p>`,
		);
	});

	test("below a vendor's root are that vendor's own", () => {
		const page = `<form action="/oauth/allow"><a href="//cdn.example/x">`;
		expect(table.toSandboxHtml(page, "slack.com")).toBe(
			`<form action="${VENDORS}/vendors/slack.com/oauth/allow"><a href="//cdn.example/x">`,
		);
	});

	test("change in a policy, wildcards of a vendor's hosts too", () => {
		expect(
			table.toSandboxPolicy(
				"form-action 'self' https://*.zendesk.com https://slack.com https://evil.example",
			),
		).toBe(`form-action 'self' ${VENDORS} ${VENDORS} https://evil.example`);
	});
});
