import { beforeEach, describe, expect, test } from "vitest";
import { ALEX, createWorld, failing, openDesk, type World } from "./session.ts";

const SUPPORT = "360001";

let world: World;

beforeEach(() => {
	world = createWorld();
});

const answerFields = (fields: object[]) =>
	world.answerNext(/ticket_fields$/, () => Response.json({ ticket_fields: fields }));
const answerForms = (forms: object[]) =>
	world.answerNext(/ticket_forms$/, () => Response.json({ ticket_forms: forms }));
const required = (id: number, type: string, more: object = {}) => ({
	id,
	type,
	title: `F${id}`,
	active: true,
	required: true,
	...more,
});

describe("the form of a new ticket", () => {
	test("asks for what the account makes mandatory, and for nothing else", async () => {
		const { desk } = await openDesk(world, ALEX);
		expect((await desk.ticketForm(SUPPORT)).fields).toEqual([
			{
				id: "55501",
				label: "Product area",
				kind: "choice",
				options: [
					{ id: "area_notes", label: "Cloud › Notes" },
					{ id: "area_drive", label: "Cloud › Drive" },
					{ id: "area_devices", label: "Devices" },
					{ id: "area_billing", label: "Contract & billing" },
					{ id: "area_other", label: "その他" },
				],
				maxLength: null,
			},
		]);
		expect(world.requests).toHaveLength(2);
	});

	test.each([
		["text", "text"],
		["regexp", "text"],
		["textarea", "long_text"],
		["integer", "number"],
		["decimal", "number"],
		["date", "date"],
		["tagger", "choice"],
		["multiselect", "choices"],
		["checkbox", "checkbox"],
	])("shows a field of type %s as %s", async (type, kind) => {
		const { desk } = await openDesk(world, ALEX);
		answerFields([required(7, type)]);
		answerForms([]);
		expect((await desk.ticketForm(SUPPORT)).fields).toMatchObject([{ id: "7", label: "F7", kind }]);
	});

	test.each(["subject", "group", "priority", "partialcreditcard", "lookup", "something_new"])(
		"leaves out a field of type %s",
		async (type) => {
			const { desk } = await openDesk(world, ALEX);
			answerFields([required(7, type)]);
			answerForms([]);
			expect((await desk.ticketForm(SUPPORT)).fields).toEqual([]);
		},
	);

	test("asks for the type by its name, as it isn't set by an id", async () => {
		const { desk } = await openDesk(world, ALEX);
		answerFields([required(7, "tickettype", { system_field_options: [{ name: "Task", value: "task" }] })]);
		answerForms([]);
		expect((await desk.ticketForm(SUPPORT)).fields).toMatchObject([
			{ id: "type", kind: "choice", options: [{ id: "task", label: "Task" }] },
		]);
	});

	test("is the default one among those that are active", async () => {
		const { desk } = await openDesk(world, ALEX);
		answerFields([required(1, "text"), required(2, "text"), required(3, "text"), required(4, "text")]);
		answerForms([
			{ id: 90, active: true, default: false, position: 0, ticket_field_ids: [1] },
			{ id: 91, active: false, default: true, position: 1, ticket_field_ids: [2] },
			{
				id: 92,
				active: true,
				default: true,
				position: 2,
				ticket_field_ids: [3, 4],
				agent_conditions: [{ parent_field_id: 3, value: "x", child_fields: [{ id: 4, is_required: true }] }],
			},
		]);
		expect((await desk.ticketForm(SUPPORT)).fields.map(({ id }) => id)).toEqual(["3"]);
	});

	test.each([
		[404, { error: "InvalidEndpoint", description: "Not found" }],
		[403, { error: { title: "Forbidden", message: "not on this plan" } }],
	])("is all fields where the account has no forms (%s)", async (status, body) => {
		const { desk } = await openDesk(world, ALEX);
		answerFields([required(7, "text"), required(8, "text", { active: false })]);
		world.answerNext(/ticket_forms$/, () => Response.json(body, { status }));
		expect((await desk.ticketForm(SUPPORT)).fields.map(({ id }) => id)).toEqual(["7"]);
	});

	test("copes with every optional property being null", async () => {
		const { desk } = await openDesk(world, ALEX);
		answerFields([
			required(7, "tagger", { title: null, custom_field_options: null, agent_can_edit: null, active: null }),
			{ id: 8, type: "text", required: null },
		]);
		answerForms([{ id: 1, active: null, default: null, ticket_field_ids: [7], agent_conditions: null }]);
		expect((await desk.ticketForm(SUPPORT)).fields).toMatchObject([{ id: "7", label: "#7", options: [] }]);
	});

	test("isn't made up when Zendesk is in trouble", async () => {
		const { desk } = await openDesk(world, ALEX);
		world.answerNext(/ticket_forms$/, () => new Response("", { status: 503 }));
		await expect(desk.ticketForm(SUPPORT)).rejects.toMatchObject(failing("unavailable"));
	});
});

describe("priorities", () => {
	test("are the four of Zendesk, the most urgent first", async () => {
		const { desk } = await openDesk(world, ALEX);
		const four = ["urgent", "high", "normal", "low"].map((id) => ({ id, label: null, level: id }));
		expect(await desk.priorities("1042")).toEqual(four);
		expect((await desk.ticketForm(SUPPORT)).priorities).toEqual(four);
	});

	test.each([
		[{ sub_type_id: 1 }],
		[
			{
				system_field_options: [
					{ name: "Normal", value: "normal" },
					{ name: "High", value: "high" },
				],
			},
		],
	])("are two in an account that has only those (%j)", async (field) => {
		const { desk } = await openDesk(world, ALEX);
		answerFields([{ id: 1, type: "priority", ...field }]);
		expect((await desk.priorities("1042")).map(({ id }) => id)).toEqual(["high", "normal"]);
	});

	test("are read although nothing tells of the field", async () => {
		const { desk } = await openDesk(world, ALEX);
		answerFields([]);
		expect(await desk.priorities("1042")).toHaveLength(4);
	});
});

test("there are no blueprints", async () => {
	const { desk } = await openDesk(world, ALEX);
	expect(await desk.blueprint("1042")).toBeNull();
	expect(world.requests).toEqual([]);
});
