/** Reading a JSON body as strictly as the vendor: unknown keys, wrong types and lengths are refused with the field. */
import { ApiFailure, type ApiRequest, type FieldProblem, forbidden, refusal } from "./endpoints.ts";

export type Body = Record<string, unknown>;

/** The body as an object that has no other keys than these. */
export function requireBody({ json }: ApiRequest, allowed: readonly string[]): Body {
	if (json === undefined) throw new ApiFailure(400, "BAD_REQUEST", "The body is not JSON.");
	if (typeof json !== "object" || json === null || Array.isArray(json)) {
		throw new ApiFailure(422, "UNPROCESSABLE_ENTITY", "The body must be an object.");
	}
	if (Object.keys(json).length === 0) throw new ApiFailure(422, "EMPTY_PAYLOAD", "The body is empty.");
	const extra = Object.keys(json).find((key) => !allowed.includes(key));
	if (extra !== undefined) {
		throw new ApiFailure(422, "UNPROCESSABLE_ENTITY", `Extra parameter '${extra}' is found.`);
	}
	return json as Body;
}

/** Collects everything that is wrong with a body, so that one answer names it all. */
export function createChecker(body: Body) {
	const problems: FieldProblem[] = [];
	const wrong = (field: string, type: FieldProblem["type"], message: string) => {
		problems.push({ field, type, message });
		return null;
	};
	return {
		wrong,
		/** The text of a field; null when it is absent, empty or refused. */
		text(
			field: string,
			{ max = 65_535, required = false, among = [] as readonly string[] } = {},
		): string | null {
			const value = body[field];
			if (value === undefined || value === null || value === "") {
				return required ? wrong(field, "missing", `${field} is missing`) : null;
			}
			if (typeof value !== "string") return wrong(field, "invalid", `${field} must be text`);
			if (value.length > max) return wrong(field, "invalid", `${field} has more than ${max} characters`);
			if (among.length > 0 && !among.includes(value))
				return wrong(field, "invalid", `${field} is not a value`);
			return value;
		},
		ids(field: string): string[] {
			const value = body[field] ?? [];
			const isList = Array.isArray(value) && value.every((one) => /^\d{1,19}$/.test(String(one)));
			if (!isList) wrong(field, "invalid", `${field} must be a list of ids`);
			return isList ? value.map(String) : [];
		},
		/** Throws what was found. */
		done(): void {
			if (problems.length > 0) throw refusal(problems);
		},
	};
}

export type Checker = ReturnType<typeof createChecker>;

/** Light agents read, and comment among colleagues. */
export function refuseLightAgents({ viewer }: ApiRequest): void {
	if (viewer.role === "light") throw forbidden();
}

const MAILBOX = /^[\w](?:[\w.+'&~-]*)@(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z]{2,22}$/i;

export const isMailAddress = (text: string): boolean => text.length <= 255 && MAILBOX.test(text);

/** Uploaded files by id; each can be used once, and only by whoever sent it. */
export function takeUploads(request: ApiRequest, checker: Checker, field: string): () => string[] {
	const { state, viewer } = request;
	const found = checker.ids(field).map((id) => {
		const upload = state.uploads.get(id);
		if (upload?.creatorId !== viewer.id)
			return checker.wrong(field, "invalid", `${id} is not a file of yours`);
		return upload;
	});
	return () =>
		found.flatMap((upload) => {
			if (!upload) return [];
			state.uploads.delete(upload.id);
			return [upload.name];
		});
}

const ENTITIES: Readonly<Record<string, string>> = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	"#39": "'",
	nbsp: " ",
};

/** What a reader sees of simple HTML. */
export function textOfHtml(html: string): string {
	return html
		.replace(/<br\s*\/?>|<\/(?:div|p)>/gi, "\n")
		.replace(/<[^>]*>/g, "")
		.replace(/&([#\w]+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
		.trim();
}
