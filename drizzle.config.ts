import { defineConfig } from "drizzle-kit";

export default defineConfig({
	dialect: "sqlite",
	schema: [
		"./src/db/schema.ts",
		"./src/db/schema-sign-in.ts",
		"./src/db/schema-hearing.ts",
		"./src/db/schema-sync.ts",
	],
	out: "./migrations",
});
