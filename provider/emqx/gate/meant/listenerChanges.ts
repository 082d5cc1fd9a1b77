import type { Problems } from "../../../validation/problems";
import { podPortName } from "../../listeners/listeners";
import type { RunningListener } from "../../listeners/running";
import type { WantedListener } from "../../listeners/wanted";
import type { Door, Surroundings } from "./clusterSurroundings";
import { checkListenerFiles, checkSecretFiles } from "./listenerFiles";
import type { PresentCluster, WantedCluster } from "./present";

const GUIDE = "docs/listeners.md";

const AT_ONCE = "EMQX would close all its connections at once, on every node";

/** All of a change that a pushed configuration does to listeners; what is returned are sentences that stop nothing. */
export function checkRunningListeners(
    problems: Problems,
    { object, around }: PresentCluster,
    wanted: Pick<WantedCluster, "listeners" | "secretFiles">,
): string[] {
    if (object === undefined || around === undefined || wanted.listeners === undefined) return [];
    const running = object.state.listeners;
    const listeners = problems.at("listeners");
    checkSecretFiles(problems, wanted.secretFiles ?? [], around);
    return [
        ...checkListenerChanges(listeners, running, wanted.listeners, around),
        ...checkListenerFiles(listeners, running, wanted.listeners, around),
    ];
}

/**
 * What a pushed configuration must not do to listeners that serve. EMQX applies it on every node at once, the load balancer
 * follows after the rollout. `problems` are those of `listeners`; what is returned are sentences that stop nothing.
 */
export function checkListenerChanges(
    problems: Problems,
    running: readonly RunningListener[],
    wanted: readonly WantedListener[],
    { instance, doors }: Pick<Surroundings, "instance" | "doors">,
): string[] {
    const known = doors && doorsOf(running, doors);
    const warnings = running.flatMap((listener) => {
        if (!listener.enabled) return [];
        const then = wanted.find(({ id }) => id === listener.id);
        const at = problems.at(...(then?.path ?? ["more", listener.key]));
        const open = known?.get(listener.key) ?? [];
        if (!then?.enabled) return checkGone(at, listener, then, open, wanted, instance);
        return [
            ...checkBind(at, listener, then, open, known !== undefined),
            ...checkProxyProtocol(at, listener, then, open),
            ...checkLoadBalancer(at, instance, then, open),
        ];
    });
    checkPassedPorts(problems, running, wanted);
    return warnings;
}

/** The doors to each running listener, by its key. */
function doorsOf(
    running: readonly RunningListener[],
    doors: readonly Door[],
): ReadonlyMap<string, readonly Door[]> {
    return new Map(
        running.map(({ key, kind, port }) => [
            key,
            doors.filter(
                ({ target, protocol }) =>
                    target === podPortName(key) ||
                    (port !== undefined &&
                        String(target) === String(port) &&
                        protocol === (kind === "quic" ? "UDP" : "TCP")),
            ),
        ]),
    );
}

function checkGone(
    at: Problems,
    { key, kind, id }: RunningListener,
    then: WantedListener | undefined,
    doors: readonly Door[],
    wanted: readonly WantedListener[],
    instance: string,
): string[] {
    const heir = wanted.find((other) => other.key === key && other.id !== id);
    if (heir !== undefined) {
        at.add(
            "protocol",
            `is "${heir.kind}", but runs with "${kind}", and EMQX never forgets a listener: it would go on beside the new one. Write the new one under another name and bind, and take this one out by the steps (${GUIDE})`,
        );
        return [];
    }
    if (doors.length > 0) {
        const path = then?.named ? "enabled" : "";
        const is = then?.named ? "is false" : "is left out";
        const others = doors.filter(({ service }) => useOf(instance, service) === undefined);
        const first =
            others.length === 0 ? "write exposed: false first" : `take it out of ${servicesOf(others)} first`;
        // Whoever adds one by name may have left it out unawares.
        const keep = then?.named ? "" : "To keep it, write it again as it was; to let it go, ";
        const later =
            then === undefined
                ? "enabled: false, then take the name out, by later updates"
                : "this by a later update";
        at.add(
            path,
            `${is}, but ${servicesOf(doors)} still leads clients to it: ${AT_ONCE}, and they would find nobody until the load balancer follows. ${sentence(keep + first)}, and ${later} (${GUIDE})`,
        );
        return [];
    }
    if (then === undefined) {
        at.add(
            "",
            `is left out, but runs, and EMQX never forgets a listener: it would go on. Write enabled: false first, and take the name out by a later update (${GUIDE})`,
        );
        return [];
    }
    return [`Listener ${key} is switched off: ${AT_ONCE}.`];
}

function checkBind(
    at: Problems,
    { key, port }: RunningListener,
    { bind }: WantedListener,
    doors: readonly Door[],
    doorsKnown: boolean,
): string[] {
    // An address that is not all of the pod's becomes one that is.
    if (port === bind) return [];
    const from = port === undefined ? "another address" : String(port);
    if (doors.length === 0) {
        return [
            `Listener ${key} moves from ${from} to ${bind} in the pods: ${AT_ONCE}${doorsKnown ? "" : " (these credentials may not see whether a Service leads clients there)"}.`,
        ];
    }
    at.add(
        "bind",
        `is ${bind}, but the running pods bind ${from}, and ${servicesOf(doors)} leads clients there: ${AT_ONCE}, and until the new pods are ready nobody would be served. ${port === undefined ? "" : `Write bind: ${port}; the port that clients use is port. `}To move it all the same: a second listener with a bind of its own, which takes the port over (${GUIDE})`,
    );
    return [];
}

function checkProxyProtocol(
    at: Problems,
    { proxyProtocol: now }: RunningListener,
    { proxyProtocol }: WantedListener,
    doors: readonly Door[],
): string[] {
    if (now === proxyProtocol || doors.length === 0) return [];
    at.add(
        "proxyProtocol",
        `is ${proxyProtocol}, but the running pods ${now ? "expect the header" : "do without it"}, and ${servicesOf(doors)} leads clients there: EMQX would change at once and the load balancer only after the rollout, and in between nobody would get in. Write a second listener under more with proxyProtocol: ${proxyProtocol}, which gets a load balancer of its own, and move the clients (${GUIDE})`,
    );
    return [];
}

/** A load balancer of this package that the listener would leave for another: another address, and who is connected is cut. */
function checkLoadBalancer(
    at: Problems,
    instance: string,
    { exposed, use }: WantedListener,
    doors: readonly Door[],
): string[] {
    const uses = doors.flatMap(({ service }) => useOf(instance, service) ?? []);
    if (!exposed || uses.length === 0 || uses.includes(use)) return [];
    at.add(
        "",
        `stands behind load balancer ${instance}-${uses[0]}, and would move to ${instance}-${use}, which has another address: the first TCP listener of the arguments decides which proxyProtocol the first load balancer has. Leave that one in its place, off (enabled: false) where it is not needed any more, or write new listeners under more, by names that come later (${GUIDE})`,
    );
    return [];
}

/** Names of this package's Services: instance, use, kind of load balancer. */
function useOf(instance: string, service: string): string | undefined {
    if (!service.startsWith(`${instance}-`)) return undefined;
    return /^(mqtt(?:-proxy|-plain|-quic)?)-(?:nlb|clb)$/.exec(service.slice(instance.length + 1))?.[1];
}

/** In one push EMQX may start the listener that gets a port before it stops the one that has it. */
function checkPassedPorts(
    problems: Problems,
    running: readonly RunningListener[],
    wanted: readonly WantedListener[],
): void {
    for (const { id, kind, enabled, bind, path } of wanted) {
        const now = running.find((listener) => listener.id === id);
        if (!enabled || (now?.enabled && now.port === bind)) continue;
        const holder = running.find(
            (other) =>
                other.id !== id &&
                other.enabled &&
                other.port === bind &&
                (other.kind === "quic") === (kind === "quic"),
        );
        if (holder === undefined) continue;
        problems
            .at(...path)
            .add(
                "bind",
                `is ${bind}, which ${holder.key} still binds in the running pods: EMQX may start the one before it stops the other, and one of them would stay down. Switch ${holder.key} off in an update of its own first, or write another bind (${GUIDE})`,
            );
    }
}

function servicesOf(doors: readonly Door[]): string {
    const names = [...new Set(doors.map(({ service }) => service))];
    return `Service ${names.join(", ")}`;
}

function sentence(words: string): string {
    return words.charAt(0).toUpperCase() + words.slice(1);
}
