import type { DirectoryKind } from "../../../core/sync/record.ts";
import type { DirectoryMatch, DirectoryQuestion } from "../../desk-directory.ts";
import type { ZendeskClient } from "../client.ts";
import { AT_ONCE, findByExternalId } from "./find-by-id.ts";
import { findByText } from "./find-by-text.ts";
import { ADDRESSES_PER_QUERY, findPeopleByEmail } from "./find-people.ts";

/** As many as a Worker lets wait at a time. */
const AT_A_TIME = 5;

export async function find(
	client: ZendeskClient,
	kind: DirectoryKind,
	questions: readonly DirectoryQuestion[],
): Promise<DirectoryMatch[][]> {
	if (questions.length > 100) throw new RangeError("too many questions at a time");
	const externalIds = questions.flatMap((one) => (one.by === "external_id" ? [one.value] : []));
	const emails = questions.flatMap((one) => (one.by === "email" ? [one.value] : []));
	const [byId, byEmail] = await Promise.all([
		findByExternalId(client, kind, externalIds),
		kind === "person" ? findPeopleByEmail(client, emails) : new Map<string, DirectoryMatch[]>(),
	]);
	const answers: DirectoryMatch[][] = [];
	for (let start = 0; start < questions.length; start += AT_A_TIME) {
		const some = questions.slice(start, start + AT_A_TIME).map(async (question) => {
			if (question.by === "external_id") return byId.get(question.value.toLowerCase()) ?? [];
			if (question.by === "email") return byEmail.get(question.value.toLowerCase()) ?? [];
			return findByText(client, kind, question);
		});
		answers.push(...(await Promise.all(some)));
	}
	return answers;
}

export function searchCalls(kind: DirectoryKind, questions: readonly DirectoryQuestion[]): number {
	const ids = questions.filter(({ by }) => by === "external_id").length;
	const emails = kind === "person" ? questions.filter(({ by }) => by === "email").length : 0;
	const others = questions.length - ids - emails;
	return Math.ceil(ids / AT_ONCE) + Math.ceil(emails / ADDRESSES_PER_QUERY) + others;
}
