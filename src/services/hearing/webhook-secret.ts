/** Where what a desk signs its webhooks with is sealed to. */
export function webhookSecretPlace(deskId: string) {
	return { table: "desk_webhooks", column: "secret_sealed", row: deskId, desk: deskId };
}
