import type { Sandbox } from "./sandbox.ts";

export async function openPlayground(_sandbox: Sandbox): Promise<(request: Request) => Promise<Response>> {
	return async () =>
		new Response("The playground comes here.", { headers: { "content-type": "text/plain" } });
}
