import { DurableObject } from "cloudflare:workers";
import { requireConfig } from "../config.ts";
import { type Context, createContext } from "../context.ts";
import {
	type CredentialRow,
	findCredential,
	markNeedsSignIn,
	publishAccessToken,
	resealAccessToken,
} from "../db/credentials.ts";
import type { BearerToken, TokenGrant } from "../desk/help-desk.ts";
import { isVendorError, VendorError } from "../lib/errors.ts";
import { findGrantor } from "../services/credentials/grantor.ts";
import { findDesk } from "../services/desks/find-desk.ts";
import { recordSignInNeeded } from "../services/desks/record-sign-in-needed.ts";
import { tellAdministrators } from "../services/hearing/tell-administrators.ts";
import { recordOrgStopped } from "../services/orgs/record-org-stopped.ts";
import { endSessionsOfGrant } from "../services/sessions/end-sessions.ts";
import { noteOrgFailure } from "../services/sync/org-failure.ts";

const REFRESH_TIMEOUT_MS = 10_000;
const REVOKE_TIMEOUT_MS = 5_000;
const PUBLISH_RETRY_MS = 5_000;
const ANSWER_LOST = "refresh_answer_lost";

/**
 * One OAuth grant. The pair lives in this object's own storage; D1 holds a copy of the access token for reads.
 * A refresh token that a vendor ends with its use is never sent twice: before it is sent `spent` is stored, and
 * only the answer takes it away.
 */
export class Credential extends DurableObject<Env> {
	#renewing: Promise<BearerToken> | null = null;

	async adopt(grant: TokenGrant): Promise<void> {
		const { ctx, row } = await this.#load();
		await this.#store(ctx, row, grant);
	}

	/** Throws `VendorError`: kind `auth` when only a new sign-in helps. */
	async renew(failedGeneration: number): Promise<BearerToken> {
		const joined = this.#renewing;
		const token = await (joined ?? this.#begin(failedGeneration));
		// What was joined may have been for somebody with an older token, and be the very one that failed here.
		return joined && token.generation <= failedGeneration ? this.renew(failedGeneration) : token;
	}

	/** Seals the pair and its published copy with the newest key. */
	async reseal(): Promise<void> {
		const { ctx, row } = await this.#load();
		const grant = await this.#grant(ctx, row);
		if (!grant) return;
		this.ctx.storage.kv.put("pair", await ctx.sealer.seal(JSON.stringify(grant), pairPlace(row)));
		await resealAccessToken(ctx, row, grant.accessToken, this.#generation());
	}

	async erase(): Promise<void> {
		const { ctx, row } = await this.#load();
		const grant = await this.#grant(ctx, row);
		try {
			if (grant) await findGrantor(ctx, row).revoke(grant, ctx.call(REVOKE_TIMEOUT_MS));
		} catch (error) {
			// The vendor's copy dies with its lifetime; ours goes now.
			ctx.log.warn("credential.revoke_failed", { kind: isVendorError(error) ? error.kind : "unknown" });
		}
		await this.ctx.storage.deleteAll();
	}

	/** D1 did not take the last access token: until it has, every command would ask here. */
	override async alarm(): Promise<void> {
		const { ctx, row } = await this.#load();
		const grant = await this.#grant(ctx, row);
		if (grant) await this.#publish(ctx, row, grant);
	}

	#begin(failedGeneration: number): Promise<BearerToken> {
		this.#renewing = this.#renew(failedGeneration).finally(() => {
			this.#renewing = null;
		});
		return this.#renewing;
	}

	async #renew(failedGeneration: number): Promise<BearerToken> {
		const { ctx, row } = await this.#load();
		const grant = await this.#grant(ctx, row);
		const generation = this.#generation();
		if (grant && generation > failedGeneration) {
			await this.#publish(ctx, row, grant);
			return { token: grant.accessToken, generation };
		}
		if (!grant?.refreshToken || this.ctx.storage.kv.get<boolean>("spent")) {
			return this.#askForSignIn(ctx, row, "refresh_token_spent");
		}
		const grantor = findGrantor(ctx, row);
		const refresh = await grantor.openRefresh();
		const { whenUnanswered } = grantor;
		const wasLost = this.ctx.storage.kv.get<boolean>("unanswered") === true;
		if (whenUnanswered === "sign_in") this.ctx.storage.kv.put("spent", true);
		if (whenUnanswered === "once_more") this.ctx.storage.kv.put("unanswered", true);
		try {
			const { refreshToken } = grant;
			const renewed = await refresh({ ...grant, refreshToken }, ctx.call(REFRESH_TIMEOUT_MS));
			await this.#store(ctx, row, renewed);
			ctx.log.info("credential.renewed", { credential: row.id, generation: this.#generation() });
			return { token: renewed.accessToken, generation: this.#generation() };
		} catch (error) {
			if (!isVendorError(error)) throw error;
			if (error.kind === "auth") {
				await endSessionsOfGrant(ctx, row.id, "admin.sign_in_refused");
				return this.#askForSignIn(ctx, row, wasLost ? ANSWER_LOST : (error.code ?? "refresh_refused"));
			}
			const refused = error.status !== null && error.kind !== "malformed";
			if (!refused && whenUnanswered === "sign_in") return this.#askForSignIn(ctx, row, ANSWER_LOST);
			this.ctx.storage.kv.delete("spent");
			// An edge that answers for Salesforce doesn't know whether the token was taken.
			if (refused && error.kind !== "unavailable" && !wasLost) this.ctx.storage.kv.delete("unanswered");
			if (row.org) await noteOrgFailure(ctx, { id: row.org.id, credentialId: row.id }, error);
			throw error;
		}
	}

	async #askForSignIn(ctx: Context, row: CredentialRow, code: string): Promise<never> {
		ctx.log.warn("credential.needs_sign_in", { credential: row.id, code });
		const record = row.org
			? recordOrgStopped(ctx, { id: row.org.id, credentialId: row.id }, "needs_sign_in", code)
			: recordSignInNeeded(ctx, { id: row.desk.id, credentialId: row.id }, code);
		const isDeskStopped = await markNeedsSignIn(ctx.db, { id: row.id, code, now: ctx.now(), record });
		// Whoever asked waits for their answer.
		if (isDeskStopped) ctx.later(tellOfDesk(ctx, row.desk.id));
		throw new VendorError({ vendor: row.org ? "salesforce" : row.desk.provider, kind: "auth", code });
	}

	async #store(ctx: Context, row: CredentialRow, grant: TokenGrant): Promise<void> {
		const sealed = await ctx.sealer.seal(JSON.stringify(grant), pairPlace(row));
		// One turn: the pair, its generation and the end of `spent` and `unanswered` are durable together.
		this.ctx.storage.kv.put("id", row.id);
		this.ctx.storage.kv.put("pair", sealed);
		this.ctx.storage.kv.put("generation", this.#generation() + 1);
		this.ctx.storage.kv.delete("spent");
		this.ctx.storage.kv.delete("unanswered");
		await this.#publish(ctx, row, grant);
	}

	async #publish(ctx: Context, row: CredentialRow, grant: TokenGrant): Promise<void> {
		try {
			await publishAccessToken(ctx, row, grant, this.#generation());
		} catch (error) {
			ctx.log.warn("credential.publish_failed", { credential: row.id, error: (error as Error).name });
			await this.ctx.storage.setAlarm(ctx.now() + PUBLISH_RETRY_MS);
		}
	}

	async #grant(ctx: Context, row: CredentialRow): Promise<TokenGrant | null> {
		const sealed = this.ctx.storage.kv.get<string>("pair");
		return sealed ? (JSON.parse(await ctx.sealer.open(sealed, pairPlace(row))) as TokenGrant) : null;
	}

	#generation(): number {
		return this.ctx.storage.kv.get<number>("generation") ?? 0;
	}

	/** Storage is touched only for a grant that D1 knows. */
	async #load(): Promise<{ ctx: Context; row: CredentialRow }> {
		// An alarm that wakes a cold object doesn't always bring its name along.
		const id = this.ctx.id.name ?? this.ctx.storage.kv.get<string>("id");
		const ctx = createContext(this.env, requireConfig(this.env), {
			requestId: `credential:${id}`,
			later: (work) => this.ctx.waitUntil(work),
		});
		const row = id ? await findCredential(ctx.db, id) : null;
		if (!row) throw new VendorError({ vendor: "zendesk", kind: "auth", code: "credential_gone" });
		return { ctx, row };
	}
}

async function tellOfDesk(ctx: Context, deskId: string): Promise<void> {
	const desk = await findDesk(ctx.db, deskId);
	if (desk?.state === "needs_sign_in") await tellAdministrators(ctx, desk, "desk_sign_in_ended");
}

function pairPlace(row: CredentialRow) {
	return { table: "credential_object", column: "pair", row: row.id, desk: row.desk.id };
}
