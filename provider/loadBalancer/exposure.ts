import type { LoadBalancerArgs, MqttLoadBalancerArgs } from "./mqttLoadBalancerArgs";

/** Arguments of a stack that says itself what the internet finds: it knows whether EMQX asks who comes. */
const SAID = new WeakSet<object>();

/** The same arguments, of which nothing more is to be said. */
export function exposureSaid(args: MqttLoadBalancerArgs): MqttLoadBalancerArgs {
    SAID.add(args);
    return args;
}

export const EXPOSED =
    "The MQTT listeners get a public address (exposeToInternet). Make sure that EMQX authenticates clients.";

export function exposureWarnings(args: Pick<LoadBalancerArgs, "exposeToInternet">): string[] {
    return args.exposeToInternet === true && !SAID.has(args) ? [EXPOSED] : [];
}
