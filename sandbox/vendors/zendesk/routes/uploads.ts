import { Hono } from "hono";
import type { ZendeskEnv } from "../app-env.ts";
import { ApiError, invalidAttribute } from "../errors.ts";
import { agentsOnly, needs } from "../guard.ts";
import { toAttachmentJson } from "../serialize.ts";
import { keepUpload } from "../uploads.ts";

const MAX_BYTES = 50 * 1024 * 1024;

export const uploadRoutes = new Hono<ZendeskEnv>().post(
	"/uploads",
	needs("write", "tickets"),
	agentsOnly,
	async (c) => {
		const fileName = c.req.query("filename");
		if (!fileName?.trim()) throw invalidAttribute("filename is required");
		const contentType = c.req.header("content-type");
		if (!contentType)
			throw new ApiError(415, { error: "UnsupportedMediaType", description: "No Content-Type" });
		const { byteLength: size } = await c.req.arrayBuffer();
		if (size === 0) throw new ApiError(422, { error: "AttachmentEmpty", description: "The file is empty" });
		if (size > MAX_BYTES) {
			throw new ApiError(413, {
				error: "AttachmentTooLarge",
				description: "Attachments are limited to 50 MB",
			});
		}
		const { token, attachment } = keepUpload(c.env.account, c.env.clock, { fileName, contentType, size });
		const json = toAttachmentJson(c.env.account, attachment);
		return c.json({ upload: { token, attachment: json, attachments: [json] } }, 201);
	},
);
