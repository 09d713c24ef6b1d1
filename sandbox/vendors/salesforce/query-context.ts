import type { ApiCall } from "./app-env.ts";
import { buildPermissionAccess } from "./seed-setup.ts";
import type { QueryContext } from "./soql/paths.ts";
import { may } from "./users.ts";

export function createQueryContext({ org, user, version }: ApiCall): QueryContext {
	return {
		schema: org.schema,
		nameObject: org.nameObject,
		store: org.store,
		now: org.clock.now(),
		version,
		canRead: (object) => may(user, "r", object),
		canReadField: (object, field) => !user.hiddenFields.has(`${object}.${field}`),
		virtualRows: (object) => (object === "UserPermissionAccess" ? [buildPermissionAccess(user)] : null),
	};
}
