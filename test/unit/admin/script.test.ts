import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { SCRIPT, SCRIPT_PATH } from "../../../src/admin/script.ts";

describe("the pages' script", () => {
	it("can be read by a browser", () => {
		expect(() => new Function(SCRIPT)).not.toThrow();
	});

	it("is small", () => {
		expect(gzipSync(SCRIPT).length).toBeLessThan(4_000);
	});

	it("has an address of its own for each version", () => {
		expect(SCRIPT_PATH).toMatch(/^\/assets\/pages-[0-9a-f]{8}\.js$/);
	});

	it("makes no code and no markup out of text but what our own addresses answer", () => {
		expect(SCRIPT).not.toMatch(/\beval\b|new Function|document\.write|insertAdjacentHTML|outerHTML/);
		expect(SCRIPT.match(/innerHTML = \w+/g)).toEqual([
			"innerHTML = html",
			"innerHTML = html",
			"innerHTML = html",
			"innerHTML = html",
		]);
	});
});
