import { createApp } from "../../src/app.ts";

export interface AppAddress {
	method: string;
	/** As the app has it, with `:id` and the like. */
	path: string;
}

/** Every address that the app answers, in its own order, without what stands in front of them. */
export function appAddresses(): AppAddress[] {
	const seen = new Set<string>();
	return createApp()
		.routes.filter(({ method }) => method !== "ALL")
		.filter(({ method, path }) => {
			const line = `${method} ${path}`;
			return !seen.has(line) && seen.add(line);
		})
		.map(({ method, path }) => ({ method, path }));
}
