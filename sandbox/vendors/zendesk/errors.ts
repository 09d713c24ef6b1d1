/** An answer other than success. Zendesk has several shapes for its errors; each place uses the one it uses there. */
export class ApiError extends Error {
	override readonly name = "ApiError";
	readonly status: number;
	readonly body: Record<string, unknown>;
	readonly headers: Record<string, string>;

	constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
		super(`${status} ${JSON.stringify(body)}`);
		this.status = status;
		this.body = body;
		this.headers = headers;
	}

	toResponse(): Response {
		return Response.json(this.body, { status: this.status, headers: this.headers });
	}
}

export function notSignedIn(): ApiError {
	return new ApiError(401, { error: "Couldn't authenticate you" });
}

export function invalidToken(): ApiError {
	return new ApiError(401, {
		error: "invalid_token",
		error_description:
			"The access token provided is expired, revoked, malformed or invalid for other reasons.",
	});
}

export function missingScopes(scopes: string): ApiError {
	return new ApiError(403, {
		error: "Forbidden",
		description: `You are missing the following required scopes: ${scopes}`,
	});
}

export function noAccess(): ApiError {
	return new ApiError(403, {
		error: {
			title: "Forbidden",
			message:
				"You do not have access to this page. Please contact the account owner of this help desk for further help.",
		},
	});
}

export function recordNotFound(): ApiError {
	return new ApiError(404, { error: "RecordNotFound", description: "Not found" });
}

export function invalidEndpoint(): ApiError {
	return new ApiError(404, { error: "InvalidEndpoint", description: "Not found" });
}

export function badPagination(description: string): ApiError {
	return new ApiError(400, { error: "InvalidPaginationParameter", description });
}

/** What validation refuses: by field, or under `base` when it concerns the whole record. */
export function recordInvalid(field: string, problem: string | string[], error = "InvalidValue"): ApiError {
	const details = { [field]: [problem].flat().map((description) => ({ description, error })) };
	return new ApiError(422, { error: "RecordInvalid", description: "Record validation errors", details });
}

export function invalidAttribute(message: string): ApiError {
	return new ApiError(400, { error: { title: "Invalid attribute", message } });
}

/** RFC 6749: what the token endpoint refuses with. */
export function oauthError(status: number, error: string, description: string): ApiError {
	return new ApiError(status, { error, error_description: description });
}
