import { ZOHO_ACCOUNT } from "../../seed/accounts.ts";
import { ApiFailure, type Endpoint, refusal } from "./endpoints.ts";
import { iso } from "./present-ticket.ts";

const MOST_BYTES = 20_000_000;

export const uploadEndpoints: Endpoint[] = [
	{
		method: "POST",
		path: "/uploads",
		scopes: [["Desk.basic.CREATE"]],
		weight: 1,
		query: {},
		answer({ file, state, viewer, now }) {
			if (!file) throw refusal([{ field: "file", type: "missing", message: "file is missing" }]);
			if (file.size > MOST_BYTES)
				throw new ApiFailure(413, "RESOURCE_SIZE_EXCEEDED", "The file is too large.");
			const upload = { id: state.nextId(), name: file.name, size: file.size, creatorId: viewer.id, at: now };
			state.uploads.set(upload.id, upload);
			return {
				id: upload.id,
				name: upload.name,
				size: String(upload.size),
				creatorId: upload.creatorId,
				createdTime: iso(now),
				href: `https://desk.zoho.${ZOHO_ACCOUNT.dataCentre}/api/v1/uploads/${upload.id}/content`,
			};
		},
	},
];
