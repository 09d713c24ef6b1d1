/** One JSON line per event. Fields are ids, counts and words of ours: never text, names or tokens of people. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Logger {
	info(event: string, fields?: LogFields): void;
	warn(event: string, fields?: LogFields): void;
	error(event: string, fields?: LogFields): void;
	/** A logger whose lines all carry `fields`. */
	with(fields: LogFields): Logger;
}

export type LogSink = (level: "info" | "warn" | "error", line: string) => void;

const toConsole: LogSink = (level, line) => {
	console[level](line);
};

export function createLogger(base: LogFields = {}, sink: LogSink = toConsole): Logger {
	function write(level: "info" | "warn" | "error", event: string, fields: LogFields = {}): void {
		sink(level, JSON.stringify(redact({ level, event, ...base, ...fields })));
	}
	return {
		info: (event, fields) => write("info", event, fields),
		warn: (event, fields) => write("warn", event, fields),
		error: (event, fields) => write("error", event, fields),
		with: (fields) => createLogger({ ...base, ...fields }, sink),
	};
}

/** The last net below every call site: what looks like a secret is not written, whatever its field is called. */
const SECRET_NAME = /token|secret|password|authorization|cookie|code_verifier|response_url/i;
const SECRET_VALUE =
	/xox[a-z]-[\w-]+|xoxe[\w.-]+|1000\.[0-9a-f]{16,}[\w.]*|Bearer\s+\S+|Zoho-oauthtoken\s+\S+|hooks\.slack\.com\/\S+/gi;

function redact(fields: LogFields): LogFields {
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => {
			if (SECRET_NAME.test(name)) return [name, "[redacted]"];
			return [name, typeof value === "string" ? value.replace(SECRET_VALUE, "[redacted]") : value];
		}),
	);
}
