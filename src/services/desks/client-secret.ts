import type { Context } from "../../context.ts";

export function clientSecretPlace(deskId: string) {
	return { table: "desks", column: "client_secret_sealed", row: deskId, desk: deskId };
}

/** Throws `SealError`. */
export function openClientSecret(
	ctx: Context,
	row: { desk: { id: string }; clientSecretSealed: string },
): Promise<string> {
	return ctx.sealer.open(row.clientSecretSealed, clientSecretPlace(row.desk.id));
}
