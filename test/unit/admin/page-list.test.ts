import { describe, expect, it } from "vitest";
import { createAdminRoutes } from "../../../src/admin/routes.tsx";
import { NO_PAGE, PAGES } from "../../pages/page-list.ts";

const ROUTES = [
	...new Set(
		createAdminRoutes()
			.routes.filter(({ method, path }) => method === "GET" && !path.startsWith("/assets/"))
			.map(({ path }) => path),
	),
];

function toPattern(route: string): RegExp {
	return new RegExp(`^${route.replace(/:\w+/g, "[^/]+").replaceAll(".", "\\.")}$`);
}

/** Where each case is looked at: at its address, or where its steps lead. */
const STEPS_LEAD_TO = ["/link/confirm/none"];

describe("the list of pages", () => {
	const addresses = [...PAGES.map(({ address }) => address.replace(/\?.*/, "")), ...STEPS_LEAD_TO];

	it.each(ROUTES.filter((route) => !(route in NO_PAGE)))("shows %s", (route) => {
		// A fixed address is none of a route with an id, such as `new` or `unlink`.
		const others = ROUTES.filter((one) => one !== route && !one.includes(":"));
		const shown = addresses.filter((address) => toPattern(route).test(address) && !others.includes(address));
		expect(shown).not.toEqual([]);
	});

	it("names only addresses that the app has", () => {
		const unknown = PAGES.filter(({ address, name }) => {
			const path = address.replace(/\?.*/, "");
			return !name.startsWith("not-found") && !ROUTES.some((route) => toPattern(route).test(path));
		});
		expect(unknown.map(({ name }) => name)).toEqual([]);
		expect(Object.keys(NO_PAGE).filter((path) => !ROUTES.includes(path))).toEqual([]);
	});

	it("has each name once: pictures are named after it", () => {
		const names = PAGES.map(({ name }) => name);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});
});
