import { Hono } from "hono";
import * as v from "valibot";
import { setAllToOne, setEach } from "../../services/workspaces/mapping.ts";
import type { AdminEnv } from "../env.ts";
import { optionalText, parseForm } from "../form.ts";
import { findEntered } from "../kept-form.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { findOwn, toEdit, versionField } from "./frame.tsx";
import { answerMapping, readDepartments, renderWhere } from "./where-answer.tsx";
import { DEPARTMENT_FIELD, MAX_ENTERED, nameFields, readDepartmentFields } from "./where-input.ts";

const allForm = v.object({
	...versionField,
	channel: optionalText(40),
	channel_id: optionalText(MAX_ENTERED),
});
const eachForm = v.looseObject(versionField);

/** All departments to one channel, or each to its own. */
export function createWhereRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/workspaces/:id/where", async (c) => {
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const entered = await findEntered(c);
		return renderWhere(c, view, { input: entered?.fields ?? {}, errors: {}, entered });
	});
	app.post("/admin/workspaces/:id/where/all", async (c) => {
		const entered = await parseForm(c, allForm);
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const { settings, common } = messagesFor(c);
		if (!entered.ok) {
			if (entered.errors.version) return renderNotFound(c);
			const errors = { [entered.errors.channel_id ? "channel_id" : "channel"]: settings.where.unknown };
			return renderWhere(c, view, { input: entered.input, errors });
		}
		// What was typed is what is meant: one of the list is always ticked already.
		const { version, channel, channel_id: typed } = entered.values;
		const input = { channel, channel_id: typed };
		const at = typed ? "channel_id" : "channel";
		if (!channel && !typed) return renderWhere(c, view, { input, errors: { [at]: common.required } });
		const { chosen, errors } = await nameFields(c, view, { [at]: typed || channel });
		const channelId = chosen.get(at);
		if (!channelId) return renderWhere(c, view, { input, errors });
		const result = await setAllToOne(c.var.ctx, toEdit(c, view, version), { channelId });
		return answerMapping(c, view, result, { input, version, fieldsOf: () => [at] });
	});
	app.post("/admin/workspaces/:id/where/each", async (c) => {
		const entered = await parseForm(c, eachForm);
		const view = await findOwn(c);
		if (!view || !entered.ok) return renderNotFound(c);
		const input = readDepartmentFields(entered.values);
		const departments = await readDepartments(c, view);
		if (!departments) return renderWhere(c, view, { input, errors: {} });
		const { chosen, errors } = await nameFields(c, view, input);
		if (Object.keys(errors).length > 0) return renderWhere(c, view, { input, errors });
		const choices = [...chosen].map(([name, channelId]) => ({
			departmentId: name.slice(DEPARTMENT_FIELD.length),
			channelId,
		}));
		const { version } = entered.values;
		const result = await setEach(c.var.ctx, toEdit(c, view, version), { choices, known: departments });
		const fieldsOf = (channelId: string) =>
			[...chosen].filter(([, id]) => id === channelId).map(([name]) => name);
		return answerMapping(c, view, result, { input, version, fieldsOf });
	});
	return app;
}
