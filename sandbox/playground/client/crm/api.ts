import type { CrmList, CrmRecord } from "../../crm-panel.ts";
import { post, request } from "../api.ts";

const base = "/playground/api/salesforce";

const recordPath = (org: string, id: string) =>
	`${base}/${encodeURIComponent(org)}/record/${encodeURIComponent(id)}`;
const listPath = (org: string, object: string) =>
	`${base}/${encodeURIComponent(org)}/list/${encodeURIComponent(object)}`;

export function loadOrgs(): Promise<{ orgs: { key: string; name: string }[]; objects: string[] }> {
	return request(base);
}

export function loadRecords(org: string, object: string, search: string): Promise<CrmList> {
	return request(`${listPath(org, object)}?${new URLSearchParams({ search })}`);
}

export function loadRecord(org: string, id: string): Promise<CrmRecord> {
	return request(recordPath(org, id));
}

export function saveRecord(org: string, id: string, fields: Record<string, string>): Promise<unknown> {
	return post(recordPath(org, id), { fields });
}

export function addRecord(
	org: string,
	object: string,
	fields: Record<string, string>,
): Promise<{ id: string }> {
	return post(listPath(org, object), { fields });
}

export function mergeRecords(org: string, id: string, otherId: string): Promise<unknown> {
	return post(`${recordPath(org, id)}/merge`, { otherId });
}

export function doWith(org: string, id: string, verb: "remove" | "restore" | "convert"): Promise<unknown> {
	return post(`${recordPath(org, id)}/${verb}`, {});
}
