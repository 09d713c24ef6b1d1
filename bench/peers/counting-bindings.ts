import type { Counts } from "./counts.ts";
import { type Method, replaceMethods } from "./replace-methods.ts";

/** Every method of every stub counts as a call, whichever way the stub was had. */
export function countNamespace(namespace: DurableObjectNamespace, counts: Counts): DurableObjectNamespace {
	return replaceMethods(namespace, (name) => {
		if (name !== "get" && name !== "getByName") return null;
		return (...args) => {
			const stub = Reflect.apply(Reflect.get(namespace, name), namespace, args) as Record<string, Method>;
			return new Proxy(stub, {
				get(real, method) {
					return (...methodArgs: unknown[]) => {
						counts.objectCalls += 1;
						return real[method as string]?.(...methodArgs);
					};
				},
			});
		};
	});
}

export function countQueue(queue: Queue, counts: Counts): Queue {
	return replaceMethods(queue, (name) => {
		if (name !== "send" && name !== "sendBatch") return null;
		return (...args) => {
			counts.queueSends += 1;
			return Reflect.apply(Reflect.get(queue, name), queue, args);
		};
	});
}
