import { heldByBlueprint } from "./api-blueprint.ts";
import { requireTicket } from "./api-tickets.ts";
import { holdsField } from "./blueprints.ts";
import {
	type Body,
	type Checker,
	createChecker,
	isMailAddress,
	refuseLightAgents,
	requireBody,
	takeUploads,
	textOfHtml,
} from "./body.ts";
import { type ApiRequest, DONE, type Endpoint, forbidden, invalid } from "./endpoints.ts";
import { fieldsOf, fits } from "./fields.ts";
import { addNewTicket } from "./new-ticket.ts";
import { presentWrittenTicket } from "./present-ticket.ts";
import { PRIORITIES, type SimContact, STATUSES, setStatus } from "./state.ts";

/** Fields that are kept with a value and mean nothing here. */
const DETAILS = ["phone", "category", "subCategory", "classification", "language", "dueDate", "resolution"];
const COMMON = [
	"subject",
	"description",
	"status",
	"priority",
	"assigneeId",
	"cf",
	"email",
	"channel",
	"teamId",
];
const CREATE = [...COMMON, ...DETAILS, "departmentId", "contactId", "contact", "productId"];
const UPDATE = [...COMMON, ...DETAILS, "contactId", "productId", "uploads"];

export const ticketWriteEndpoints: Endpoint[] = [
	{
		method: "POST",
		path: "/tickets",
		scopes: [["Desk.tickets.CREATE"]],
		weight: 1,
		query: {},
		answer(request) {
			refuseLightAgents(request);
			const { state, now, viewer } = request;
			const body = requireBody(request, CREATE);
			const checker = createChecker(body);
			const subject = checker.text("subject", { max: 1000, required: true });
			const departmentId = checker.text("departmentId", { required: true });
			const department = state.departments.find(
				({ id, orgId }) => id === departmentId && orgId === viewer.orgId,
			);
			if (departmentId && !department)
				checker.wrong("departmentId", "invalid", "There is no such department");
			const description = checker.text("description") ?? "";
			const contact = checkContact(request, body, checker);
			const fields = checkFields(body, checker, departmentId, true);
			const assigneeId = checkAssignee(request, body, checker, departmentId) ?? null;
			checker.done();
			if (viewer.role !== "admin" && !viewer.departmentIds.includes(departmentId ?? "")) throw forbidden();
			const ticket = addNewTicket(state, now, {
				orgId: viewer.orgId,
				subject: subject ?? "",
				priority: fields.priority ?? null,
				departmentId: departmentId ?? "",
				contact: contact(),
				assigneeId,
			});
			if (fields.status) setStatus(ticket, fields.status, now);
			Object.assign(ticket.cf, fields.cf);
			Object.assign(ticket.details, fields.details);
			ticket.items.push({
				kind: "thread",
				id: state.nextId(),
				direction: "in",
				isPublic: true,
				isDraft: false,
				agentId: null,
				text: textOfHtml(description),
				html: description,
				at: now,
				attachments: [],
			});
			request.changed();
			return presentWrittenTicket(state, ticket, now);
		},
	},
	{
		method: "PATCH",
		path: "/tickets/:ticketId{[0-9]+}",
		scopes: [["Desk.tickets.UPDATE"]],
		weight: 1,
		query: {},
		answer(request) {
			const ticket = requireTicket(request);
			refuseLightAgents(request);
			const { state, now } = request;
			const body = requireBody(request, UPDATE);
			const checker = createChecker(body);
			const subject = checker.text("subject", { max: 1000 });
			const fields = checkFields(body, checker, ticket.departmentId, false);
			const assigneeId = checkAssignee(request, body, checker, ticket.departmentId);
			const attach = takeUploads(request, checker, "uploads");
			checker.done();
			if (Object.keys(body).some((field) => holdsField(ticket, field))) throw heldByBlueprint();
			ticket.items[0]?.attachments.push(...attach());
			if (subject !== null) ticket.subject = subject;
			if (fields.status) setStatus(ticket, fields.status, now);
			if (fields.priority !== undefined) ticket.priority = fields.priority;
			if (assigneeId !== undefined) ticket.assigneeId = assigneeId;
			Object.assign(ticket.cf, fields.cf);
			Object.assign(ticket.details, fields.details);
			ticket.modifiedAt = now;
			request.changed();
			return presentWrittenTicket(state, ticket, now);
		},
	},
	{
		method: "POST",
		path: "/tickets/:ticketId{[0-9]+}/move",
		scopes: [["Desk.tickets.UPDATE"]],
		weight: 1,
		query: {},
		answer(request) {
			const ticket = requireTicket(request);
			refuseLightAgents(request);
			const { state, now } = request;
			const checker = createChecker(requireBody(request, ["departmentId", "forumId"]));
			const departmentId = checker.text("departmentId", { required: true });
			checker.done();
			const target = state.departments.find(({ id, orgId }) => id === departmentId && orgId === ticket.orgId);
			if (!target) throw invalid("departmentId", "There is no such department.");
			if (target.id === ticket.departmentId) throw invalid("departmentId", "The ticket is there already.");
			if (holdsField(ticket, "departmentId")) throw heldByBlueprint();
			ticket.departmentId = target.id;
			const assignee = state.agents.find(({ id }) => id === ticket.assigneeId);
			if (assignee && !assignee.departmentIds.includes(target.id)) ticket.assigneeId = null;
			ticket.modifiedAt = now;
			request.changed();
			return DONE;
		},
	},
];

interface CheckedFields {
	status: string | null;
	/** undefined: not to be changed. */
	priority: string | null | undefined;
	cf: Record<string, string>;
	details: Record<string, string>;
}

function checkFields(
	body: Body,
	checker: Checker,
	departmentId: string | null,
	isNew: boolean,
): CheckedFields {
	const given = (typeof body.cf === "object" && body.cf !== null ? body.cf : {}) as Record<string, unknown>;
	const cf: Record<string, string> = {};
	const details: Record<string, string> = {};
	const fields = fieldsOf(departmentId);
	for (const name of Object.keys(given)) {
		const isKnown = name.startsWith("cf_") && fields.some(({ apiName }) => apiName === name);
		if (!isKnown) checker.wrong(`cf/${name}`, "invalid", "There is no such field");
	}
	for (const field of fields) {
		const { apiName, isMandatory, isReadOnly } = field;
		const isCustom = apiName.startsWith("cf_");
		if (!isCustom && !DETAILS.includes(apiName) && apiName !== "email") continue;
		const value = isCustom ? given[apiName] : body[apiName];
		const pointer = isCustom ? `cf/${apiName}` : apiName;
		if (value === undefined || value === null || value === "" || value === "-None-") {
			if (isNew && isMandatory && !isReadOnly) checker.wrong(pointer, "missing", `${field.label} is missing`);
		} else if (isReadOnly || typeof value !== "string" || !fits(field, value)) {
			checker.wrong(pointer, "invalid", `${field.label} doesn't take this value`);
		} else if (apiName !== "email") (isCustom ? cf : details)[apiName] = value;
	}
	const isMandatory = (name: string) => fields.some((one) => one.apiName === name && one.isMandatory);
	if (isNew && isMandatory("description") && !body.description) {
		checker.wrong("description", "missing", "Description is missing");
	}
	const status = checker.text("status", { among: Object.keys(STATUSES) });
	const priority = checker.text("priority", { among: ["-None-", ...PRIORITIES] });
	return {
		status,
		priority: "priority" in body ? (priority === "-None-" ? null : priority) : undefined,
		cf,
		details,
	};
}

/** undefined: not to be changed. */
function checkAssignee(
	{ state, viewer }: ApiRequest,
	body: Body,
	checker: Checker,
	departmentId: string | null,
): string | null | undefined {
	if (!("assigneeId" in body)) return undefined;
	if (body.assigneeId === null) return null;
	const agent = state.agents.find(
		({ id, orgId, role, departmentIds }) =>
			id === body.assigneeId &&
			orgId === viewer.orgId &&
			role !== "light" &&
			(role === "admin" || departmentIds.includes(departmentId ?? "")),
	);
	return agent ? agent.id : checker.wrong("assigneeId", "invalid", "This agent can't have the ticket");
}

/** The contact of this e-mail as it is, or a new one: made only when nothing else is wrong. */
function checkContact({ state }: ApiRequest, body: Body, checker: Checker): () => SimContact | null {
	const none = () => null;
	if (typeof body.contactId === "string") {
		const known = state.directory.contacts.get(String(body.contactId));
		if (!known) checker.wrong("contactId", "invalid", "There is no such contact");
		return () => known ?? null;
	}
	if (typeof body.contact !== "object" || body.contact === null) {
		checker.wrong("contactId", "missing", "A contact is missing");
		return none;
	}
	const given = body.contact as Record<string, unknown>;
	const text = (key: string) =>
		typeof given[key] === "string" && given[key] !== "" ? String(given[key]) : null;
	const [firstName, lastName, email] = [text("firstName"), text("lastName"), text("email")];
	if (!lastName && !email) checker.wrong("contact/lastName", "missing", "A name or an address is missing");
	if (email && !isMailAddress(email)) checker.wrong("contact/email", "invalid", "This is no e-mail address");
	if ((firstName ?? "").length > 40) checker.wrong("contact/firstName", "invalid", "The name is too long");
	if ((lastName ?? "").length > 200) checker.wrong("contact/lastName", "invalid", "The name is too long");
	const known = email ? state.directory.findByEmail(email) : undefined;
	if (known) return () => known;
	return () => {
		const made: SimContact = {
			id: state.nextId(),
			firstName,
			lastName: lastName ?? email ?? "",
			email,
			account: null,
		};
		state.contacts.push(made);
		state.directory.keepContact(made);
		return made;
	};
}
