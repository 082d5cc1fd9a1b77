import { IDLE_TIMEOUT_SECONDS, loadBalancerLimits } from "../alibaba/loadBalancerLimits";
import type { CeilingFinding } from "../capacity/ceiling";
import { carriedConnections } from "../capacity/loadBalancerCeilings";
import { refusal, warning } from "../capacity/remarks";
import { type Listener, resolveListeners } from "../emqx/listeners/listeners";
import type { Problems } from "../validation/problems";
import { annotatedServices } from "./annotatedServices";
import { CHARGE_TYPE, CLB_SIZE, FORMER_PREFIX, PREFIX } from "./annotationNames";
import { checkAnnotations } from "./annotationRules";
import { type LoadBalancerArgs, LoadBalancerKind, type MqttLoadBalancerArgs } from "./mqttLoadBalancerArgs";
import { checkReuse } from "./reuse";

/**
 * All that a load balancer is checked by: where it stands follows from other components, and what it carries the capacity model
 * says.
 */
export type CheckedLoadBalancer = Omit<MqttLoadBalancerArgs, "namespace" | "vswitches" | "connections">;

/** What a load balancer has to do with that is written elsewhere, alone and in a stack at different places. */
export interface Surroundings {
    /** Zones it will have, and where they are written; absent where what is wrong with them has been told already. */
    readonly zones?: { readonly count: number; readonly problems: Problems };
    /** Where the listeners are written. */
    readonly listeners: Problems;
}

/** What is of the right type and still wrong; gives back what a person should read and nothing stops for. */
export function checkLoadBalancer(
    problems: Problems,
    args: CheckedLoadBalancer,
    { zones, listeners }: Surroundings,
): string[] {
    const resolved = resolveListeners(args.listeners);
    if (args.kind === undefined) return [];
    checkAnyOffered(listeners, resolved);
    checkKeepAlive(problems, args, resolved);
    if (args.kind === LoadBalancerKind.Nlb) checkZones(zones);
    else checkClb(problems, args, resolved);
    const annotations = problems.at("annotations");
    checkPaidFor(annotations, args);
    checkReuse(annotations, annotatedServices(args), ({ path }) => listeners.at(...path));
    return checkAnnotations(annotations, args.annotations, annotatedServices(args));
}

/** Seconds after which it cuts an idle connection. */
export function idleSecondsOf(args: Pick<LoadBalancerArgs, "idleTimeoutSeconds">): number {
    return args.idleTimeoutSeconds ?? IDLE_TIMEOUT_SECONDS.most;
}

/** The longest keep-alive that such an idle timeout leaves alone: MQTT waits one and a half times as long. */
export function longestKeepAlive(idleSeconds: number): number {
    return Math.ceil(idleSeconds / 1.5) - 1;
}

/**
 * Of QUIC the transport's own keep-alive counts, which EMQX sends whatever MQTT's is: listeners/settings.ts.
 */
function checkKeepAlive(problems: Problems, args: LoadBalancerArgs, listeners: readonly Listener[]): void {
    if (!listeners.some(({ exposed, protocol }) => exposed && protocol === "TCP")) return;
    const idle = idleSecondsOf(args);
    const longest = longestKeepAlive(idle);
    if (args.keepAliveSeconds === undefined || args.keepAliveSeconds <= longest) return;
    const { most } = IDLE_TIMEOUT_SECONDS;
    problems.add(
        "keepAliveSeconds",
        `is ${args.keepAliveSeconds}; the load balancer cuts a connection that is idle for ${idle} s, and MQTT waits one and a half times the keep-alive. Write ${longest} or less${idle < most ? `, or raise idleTimeoutSeconds (${most} at the most)` : ""}`,
    );
}

function checkZones(zones: Surroundings["zones"]): void {
    if (zones === undefined || zones.count >= 2) return;
    zones.problems.add(
        "",
        `has ${zones.count === 0 ? "no zone" : "one zone"}; an NLB needs two or more. Write another zone with its vSwitch, or kind "Clb"`,
    );
}

function checkClb(problems: Problems, args: CheckedLoadBalancer, listeners: readonly Listener[]): void {
    if (args.maxConnectRate !== undefined) problems.add("maxConnectRate", 'is for kind "Nlb"; leave it out');
    if (listeners.some(({ exposed, kind }) => exposed && kind === "quic")) {
        problems.add(
            "kind",
            'is "Clb", which cannot keep a QUIC connection with its pod; write "Nlb", or leave the quic listener out or exposed: false',
        );
    }
}

/** A stack whose listeners are all off is refused as such. */
function checkAnyOffered(problems: Problems, listeners: readonly Listener[]): void {
    if (listeners.some(({ exposed }) => exposed) || !listeners.some(({ enabled }) => enabled)) return;
    problems.add("", "offers no listener to clients; leave exposed out of at least one");
}

/** A CLB bought by size is named so in full, by the names that are written. */
function checkPaidFor(
    problems: Problems,
    { kind, annotations }: Pick<LoadBalancerArgs, "kind" | "annotations">,
): void {
    if (kind !== LoadBalancerKind.Clb) return;
    for (const paid of [CHARGE_TYPE, CLB_SIZE]) {
        const former = paid.replace(PREFIX, FORMER_PREFIX);
        if (annotations?.[former] === undefined) continue;
        problems.at(former).add("", `is an old name of the controller's; write "${paid}"`);
    }
    const { [CHARGE_TYPE]: charge, [CLB_SIZE]: size } = annotations ?? {};
    if (size !== undefined && charge === undefined) {
        problems
            .at(CLB_SIZE)
            .add("", `is given without "${CHARGE_TYPE}"; write that, too, as "PayBySpec", or leave both out`);
    }
}

/** What one that is used alone carries: the model that a whole stack is held against. */
export function checkCarried(
    problems: Problems,
    { kind, zones, connections }: { kind: LoadBalancerKind; zones: number; connections: number },
): string[] {
    // Too few zones are told as such.
    if (kind === LoadBalancerKind.Nlb && zones < 2) return [];
    const inputs = { zones: "vswitches", kind: "kind" };
    const findings: CeilingFinding[] = carriedConnections(
        { kind, zones, limits: loadBalancerLimits(kind, zones) },
        connections,
        inputs,
    );
    for (const finding of findings) {
        if (finding.refused) problems.add(finding.ceiling.input, refusal(finding));
    }
    return findings.flatMap(warning).map(({ sentence }) => sentence);
}
