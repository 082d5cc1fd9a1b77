import { resolveListeners } from "../emqx/listeners/listeners";
import { offered } from "../emqx/listeners/services";
import { isPlain } from "../validation/conform";
import { FORMER_PREFIX, PREFIX } from "./annotationNames";
import type { Annotated } from "./annotationNeeds";
import { LoadBalancerBackend, type MqttLoadBalancerArgs } from "./mqttLoadBalancerArgs";

/** How it reaches the pods. */
export function backendOf({ backend }: Pick<MqttLoadBalancerArgs, "backend">): LoadBalancerBackend {
    return backend ?? LoadBalancerBackend.Eni;
}

/** The Services for MQTT that such arguments come to, as far as annotations hang on them. */
export function annotatedServices(
    args: Pick<MqttLoadBalancerArgs, "kind" | "exposeToInternet" | "backend" | "listeners" | "annotations">,
): Annotated {
    const given = args.annotations ?? {};
    const key = (name: string) =>
        given[PREFIX + name] === undefined && given[FORMER_PREFIX + name] !== undefined
            ? FORMER_PREFIX + name
            : PREFIX + name;
    return {
        kind: args.kind,
        internet: args.exposeToInternet === true,
        backend: backendOf(args),
        services: offered(resolveListeners(args.listeners)).map(([, listeners]) => listeners),
        value: (name) => {
            const value = given[key(name)];
            return value === undefined || isPlain(value) ? value : null;
        },
        key,
    };
}
