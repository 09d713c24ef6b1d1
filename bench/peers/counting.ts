/** The built Worker with counters around its bindings: what it asks of D1, of objects and of the queue, exactly. */
import worker, {
	Credential as BuiltCredential,
	Desk as BuiltDesk,
	Org as BuiltOrg,
	SlackTeam as BuiltSlackTeam,
} from "built-worker";
import { countNamespace, countQueue } from "./counting-bindings.ts";
import { countDatabase } from "./counting-database.ts";
import { type Counts, NOTHING_COUNTED } from "./counts.ts";

const counts: Counts = { ...NOTHING_COUNTED };

interface CountedEnv {
	DB: D1Database;
	CREDENTIALS: DurableObjectNamespace;
	DESKS: DurableObjectNamespace;
	SLACK_TEAMS: DurableObjectNamespace;
	ORGS: DurableObjectNamespace;
	QUEUE: Queue;
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
		DESKS: countNamespace(env.DESKS, counts),
		SLACK_TEAMS: countNamespace(env.SLACK_TEAMS, counts),
		ORGS: countNamespace(env.ORGS, counts),
		QUEUE: countQueue(env.QUEUE, counts),
	};
	counted.set(env, wrapped);
	return wrapped;
}

/** What the objects ask of D1 and of each other counts too. */
export class Credential extends BuiltCredential {
	constructor(ctx: DurableObjectState, env: CountedEnv) {
		super(ctx, countedEnv(env));
	}
}

export class Desk extends BuiltDesk {
	constructor(ctx: DurableObjectState, env: CountedEnv) {
		super(ctx, countedEnv(env));
	}

	override async alarm(): Promise<void> {
		counts.alarms += 1;
		await super.alarm();
	}
}

export class SlackTeam extends BuiltSlackTeam {
	constructor(ctx: DurableObjectState, env: CountedEnv) {
		super(ctx, countedEnv(env));
	}

	override async alarm(): Promise<void> {
		counts.alarms += 1;
		await super.alarm();
	}
}

export class Org extends BuiltOrg {
	constructor(ctx: DurableObjectState, env: CountedEnv) {
		super(ctx, countedEnv(env));
	}

	override async alarm(): Promise<void> {
		counts.alarms += 1;
		const [before, begun] = [countCalls(), Date.now()];
		await super.alarm();
		counts.orgAlarmCalls = Math.max(counts.orgAlarmCalls, countCalls() - before);
		counts.orgAlarmMs = Math.max(counts.orgAlarmMs, Date.now() - begun);
	}
}

/** What the platform counts of an invocation. */
function countCalls(): number {
	return counts.fetches + counts.d1Calls + counts.objectCalls + counts.queueSends;
}

const realFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
	counts.fetches += 1;
	return realFetch(input, init);
};

export default {
	async fetch(request, env, execution) {
		if (new URL(request.url).pathname !== "/bench/counts") {
			return worker.fetch(request, countedEnv(env), execution);
		}
		const answer = Response.json(counts);
		Object.assign(counts, NOTHING_COUNTED);
		return answer;
	},
	queue: (batch, env, execution) => worker.queue(batch, countedEnv(env), execution),
	scheduled: (controller, env, execution) => worker.scheduled(controller, countedEnv(env), execution),
} satisfies ExportedHandler<CountedEnv>;
