import type { Listener } from "../emqx/listeners/listeners";
import type { Problems } from "../validation/problems";
import { PREFIX } from "./annotationNames";
import type { Annotated } from "./annotationNeeds";

/**
 * A load balancer that exists and is given by its id. The controller makes no listener on it unless it is told to override:
 * "listener override is false, skip reconcile listeners". Several Services may share one, each with listeners of its own, which
 * it tells apart by port and protocol: of two Services with the same the later one takes the listener over. Source:
 * cloud-provider-alibaba-cloud v2.14, model_applier.go of nlbv2 and clbv1.
 */
export function checkReuse(
    problems: Problems,
    annotated: Annotated,
    at: (listener: Listener) => Problems,
): void {
    const id = annotated.value("id");
    if (id === undefined) return;
    checkOverride(problems, annotated);
    checkSharedPorts(annotated, at);
}

/** Whether a load balancer that exists is used. */
export function isReused({ value }: Pick<Annotated, "value">): boolean {
    return value("id") !== undefined;
}

function checkOverride(problems: Problems, { services, value, key }: Annotated): void {
    const override = value("force-override-listeners");
    if (override === null || override === "true") return;
    const groups = value("vgroup-port");
    if (groups === null) return;
    const named = (groups ?? "").split(",").map((pair) => Number(pair.split(":")[1]));
    const ports = services.flatMap((listeners) => listeners.flatMap((listener) => listener.ports));
    if (groups !== undefined && ports.every((port) => named.includes(port))) return;
    problems
        .at(key("id"))
        .add(
            "",
            `is given without "${PREFIX}force-override-listeners": "true", and so no listener would be made: the Service has an address, and nobody can connect. Write it, too; it takes over the listeners of the same ports. Or, where the listeners are there already, write "${PREFIX}vgroup-port" with the server group of each port (${ports.join(", ")})`,
        );
}

function checkSharedPorts({ services }: Annotated, at: (listener: Listener) => Problems): void {
    const seen = new Map<string, { readonly by: number; readonly key: string }>();
    services.forEach((listeners, by) => {
        for (const listener of listeners) {
            for (const port of listener.ports) {
                const place = `${listener.protocol}/${port}`;
                const other = seen.get(place);
                if (other !== undefined && other.by !== by) {
                    at(listener).add(
                        "port",
                        `is ${port}, as is ${other.key}'s, and both stand on the one load balancer that "-id" names; write another one`,
                    );
                } else seen.set(place, { by, key: listener.key });
            }
        }
    });
}
