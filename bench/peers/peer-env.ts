/** What a peer is told about the work it has to match, seen on the product itself. */
export interface PeerEnv {
	DB: D1Database;
	QUEUE: Queue;
	SLACK_SIGNING_SECRET: string;
	WEBHOOK_SECRET: string;
	/** The product's one read for a command. */
	READ_SQL: string;
	/** JSON: which of a command's fields each of the read's parameters is. */
	READ_PARAMETERS: string;
	/** JSON: the addresses the product fetches for a ticket, `{number}` in place of its number. */
	TICKET_URLS: string;
}

/** The person's language among the read's columns. */
export const LOCALE = 3;

export type ReadParameter = "team_id" | "user_id" | "channel_id";

/** Parsed once per isolate. */
let parameters: ReadParameter[] | null = null;

/** The same read as the product's: the same words, from whichever replica is near, as rows. */
export async function readCaller(
	env: PeerEnv,
	fieldOf: (name: ReadParameter) => string,
): Promise<unknown[][]> {
	parameters ??= JSON.parse(env.READ_PARAMETERS) as ReadParameter[];
	const session = env.DB.withSession("first-unconstrained");
	return session
		.prepare(env.READ_SQL)
		.bind(...parameters.map(fieldOf))
		.raw();
}
