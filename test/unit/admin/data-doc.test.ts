import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import * as main from "../../../src/db/schema.ts";
import * as hearing from "../../../src/db/schema-hearing.ts";
import * as signIn from "../../../src/db/schema-sign-in.ts";
import * as sync from "../../../src/db/schema-sync.ts";

const schema = { ...main, ...signIn, ...hearing, ...sync };

const document = readFileSync(join(import.meta.dirname, "../../../docs/data.md"), "utf8");

describe("docs/data.md", () => {
	it("names every table there is, and none that there isn't", () => {
		const tables = Object.values(schema).flatMap((table) =>
			is(table, SQLiteTable) ? [getTableName(table)] : [],
		);
		const section = document.split("## Tables (D1)")[1]?.split("\n## ")[0] ?? "";
		const described = [...section.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
		expect(described.sort()).toEqual(tables.sort());
	});
});
