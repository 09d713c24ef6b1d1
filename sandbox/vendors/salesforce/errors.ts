/** One problem as the data API words it. */
export interface Problem {
	code: string;
	message: string;
	fields?: readonly string[];
	/** What belongs to this code alone, such as the duplicates that were found. */
	extra?: Record<string, unknown>;
}

const STATUS: Readonly<Record<string, number>> = {
	INVALID_SESSION_ID: 401,
	INVALID_AUTH_HEADER: 401,
	API_DISABLED_FOR_ORG: 403,
	API_CURRENTLY_DISABLED: 403,
	REQUEST_LIMIT_EXCEEDED: 403,
	INSUFFICIENT_ACCESS: 403,
	INSUFFICIENT_ACCESS_OR_READONLY: 403,
	INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 403,
	TXN_SECURITY_METERING_ERROR: 403,
	NOT_FOUND: 404,
	ENTITY_IS_DELETED: 404,
	METHOD_NOT_ALLOWED: 405,
	UNSUPPORTED_MEDIA_TYPE: 415,
	URI_TOO_LONG: 414,
	UNKNOWN_EXCEPTION: 500,
	SERVER_UNAVAILABLE: 503,
};

/** The data API's refusal: a list, whatever the number of problems. */
export class ApiError extends Error {
	override readonly name = "ApiError";
	readonly problems: readonly Problem[];
	readonly status: number;

	constructor(problems: readonly Problem[], status?: number) {
		super(problems.map(({ code, message }) => `${code}: ${message}`).join("; "));
		this.problems = problems;
		this.status = status ?? STATUS[problems[0]?.code ?? ""] ?? 400;
	}

	toResponse(): Response {
		return Response.json(this.problems.map(toErrorBody), { status: this.status });
	}
}

function toErrorBody({ code, message, fields, extra }: Problem): Record<string, unknown> {
	return { message, errorCode: code, ...(fields ? { fields } : {}), ...extra };
}

export function refuse(code: string, message: string, fields?: readonly string[]): ApiError {
	return new ApiError([{ code, message, ...(fields ? { fields } : {}) }]);
}

export function notFound(message = "The requested resource does not exist"): ApiError {
	return refuse("NOT_FOUND", message);
}

/** The token endpoint's refusal: an object, unlike the data API's list. */
export class OAuthError extends Error {
	override readonly name = "OAuthError";
	readonly error: string;
	readonly description: string;

	constructor(error: string, description: string) {
		super(`${error}: ${description}`);
		this.error = error;
		this.description = description;
	}

	toResponse(): Response {
		return Response.json({ error: this.error, error_description: this.description }, { status: 400 });
	}
}
