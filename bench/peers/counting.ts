/** The built Worker with counters around its bindings: what it asks of D1 and of objects, exactly. */
import worker, { Credential as BuiltCredential } from "built-worker";
import { countDatabase, countNamespace } from "./counting-bindings.ts";
import type { Counts } from "./counts.ts";

const counts: Counts = { d1Queries: 0, objectCalls: 0, lastRead: null };

interface CountedEnv {
	DB: D1Database;
	CREDENTIALS: DurableObjectNamespace;
}

const counted = new WeakMap<object, CountedEnv>();

/** One per environment, as the runtime has one: the Worker keeps things by it. */
function countedEnv(env: CountedEnv): CountedEnv {
	const known = counted.get(env);
	if (known) return known;
	const wrapped = {
		...env,
		DB: countDatabase(env.DB, counts),
		CREDENTIALS: countNamespace(env.CREDENTIALS, counts),
	};
	counted.set(env, wrapped);
	return wrapped;
}

/** What the object asks of D1 counts too. */
export class Credential extends BuiltCredential {
	constructor(ctx: DurableObjectState, env: CountedEnv) {
		super(ctx, countedEnv(env));
	}
}

export default {
	async fetch(request, env, execution) {
		if (new URL(request.url).pathname !== "/bench/counts") {
			return worker.fetch(request, countedEnv(env), execution);
		}
		const answer = Response.json(counts);
		Object.assign(counts, { d1Queries: 0, objectCalls: 0, lastRead: null });
		return answer;
	},
} satisfies ExportedHandler<CountedEnv>;
