/**
 * What the sync is held against: a straightforward script with jsforce and a small client of the help desk. It reads pages
 * of 2,000, makes people in batches of 100, keeps five jobs under way and asks after them all at once. It keeps nothing:
 * killed, it would begin anew.
 */
import jsforce from "jsforce";

const PAGE = 2_000;
const BATCH = 100;
const MOST_JOBS = 5;
const FIRST_POLL_MS = 1_000;
const POLL_MS = 700;

interface Contact {
	Id: string;
	Name: string;
	Email: string;
	Phone: string;
	Title: string;
	SystemModstamp: string;
}

interface Job {
	id: string;
	status: string;
}

const [salesforceOrigin = "", deskOrigin = "", city = ""] = process.argv.slice(2);
const crm = new jsforce.Connection({
	instanceUrl: salesforceOrigin,
	accessToken: (process.env.SALESFORCE_TOKEN ?? "").replace("Bearer ", ""),
	version: "67.0",
	maxRequest: MOST_JOBS,
});
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function desk<T>(method: string, path: string, body?: object): Promise<T> {
	const response = await fetch(`${deskOrigin}/api/v2${path}`, {
		method,
		headers: { authorization: process.env.DESK_TOKEN ?? "", "content-type": "application/json" },
		...(body ? { body: JSON.stringify(body) } : {}),
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
	return (await response.json()) as T;
}

async function readPage(last: Contact | undefined): Promise<Contact[]> {
	const stamp = last?.SystemModstamp.replace("+0000", "Z");
	const behind = last
		? ` and (SystemModstamp > ${stamp} or (SystemModstamp = ${stamp} and Id > '${last.Id}'))`
		: "";
	const { records } = await crm.query<Contact>(
		`select Id, Name, Email, Phone, Title, SystemModstamp from Contact where MailingCity = '${city}'${behind}
		order by SystemModstamp, Id limit ${PAGE}`,
	);
	return records as Contact[];
}

async function makePeople(contacts: readonly Contact[]): Promise<string> {
	const users = contacts.map(({ Id, Name, Email, Phone, Title }) => ({
		external_id: Id,
		name: Name,
		email: Email,
		phone: Phone,
		details: Title,
		role: "end-user",
		skip_verify_email: true,
	}));
	const { job_status } = await desk<{ job_status: Job }>("POST", "/users/create_many", { users });
	return job_status.id;
}

const waiting: Contact[] = [];
const jobs = new Map<string, number>();
let made = 0;
let reading: Promise<void> | null = null;
let last: Contact | undefined;
let isRead = false;

function readOn(): void {
	if (isRead || reading || waiting.length > PAGE) return;
	reading = readPage(last).then((page) => {
		waiting.push(...page);
		last = page.at(-1);
		isRead = page.length < PAGE;
		reading = null;
	});
}

async function ask(): Promise<void> {
	const due = [...jobs].filter(([, at]) => at <= Date.now()).map(([id]) => id);
	if (due.length === 0) return;
	const answer = await desk<{ job_statuses: Job[] }>("GET", `/job_statuses/show_many?ids=${due.join(",")}`);
	for (const { id, status } of answer.job_statuses) {
		if (status === "failed") throw new Error("a job failed");
		if (status === "completed") jobs.delete(id);
		else jobs.set(id, Date.now() + POLL_MS);
	}
}

const begun = performance.now();
for (;;) {
	readOn();
	const free = MOST_JOBS - jobs.size;
	const batches = Array.from({ length: free }, () => waiting.splice(0, BATCH)).filter(
		({ length }) => length > 0,
	);
	const ids = await Promise.all(batches.map(makePeople));
	made += batches.reduce((sum, { length }) => sum + length, 0);
	for (const id of ids) jobs.set(id, Date.now() + FIRST_POLL_MS);
	await ask();
	if (isRead && !reading && waiting.length === 0 && jobs.size === 0) break;
	await sleep(10);
}
console.log(JSON.stringify({ made, ms: performance.now() - begun }));
