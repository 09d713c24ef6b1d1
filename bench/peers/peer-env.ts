/** What a peer is told about the work it has to match, seen on the product itself. */
export interface PeerEnv {
	DB: D1Database;
	SLACK_SIGNING_SECRET: string;
	/** The product's one read for a command. */
	READ_SQL: string;
	/** JSON: which of a command's fields each of the read's parameters is. */
	READ_PARAMETERS: string;
	/** JSON: the addresses the product fetches for a ticket, `{number}` in place of its number. */
	TICKET_URLS: string;
}

export type ReadParameter = "team_id" | "user_id" | "channel_id";

/** Parsed once per isolate. */
let parameters: ReadParameter[] | null = null;

/** The same read as the product's, without a layer between. */
export async function readCaller(
	env: PeerEnv,
	fieldOf: (name: ReadParameter) => string,
): Promise<Record<string, unknown>[]> {
	parameters ??= JSON.parse(env.READ_PARAMETERS) as ReadParameter[];
	const statement = env.DB.prepare(env.READ_SQL).bind(...parameters.map(fieldOf));
	return (await statement.all()).results;
}
