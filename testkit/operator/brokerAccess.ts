import { STATUS_CODES } from "node:http";
import type { Release } from "../emqx";
import type { EmqxObject } from "./emqxObject";
import type { EvacuationPace, EvacuationSeen, EvacuationState } from "./evacuation";
import type { Role } from "./names";
import type { LivePod } from "./pods";

/** A node of an EMQX cluster. */
export interface BrokerNode {
    readonly name: string;
    readonly podUid: string;
    /** Of the set that made its pod. */
    readonly controllerUid: string;
    readonly role: Role;
    readonly version: string;
    readonly edition: "Enterprise" | "Opensource";
    readonly sessions: number;
    readonly connections: number;
}

/** A node as EMQX's own list of its cluster has it. */
export interface Member {
    readonly name: string;
    readonly status: "running" | "stopped" | "unreachable";
    /** Not said of a node that nobody reaches. */
    readonly role?: Role;
    readonly version?: string;
    readonly otpRelease?: string;
    readonly sessions: number;
    readonly connections: number;
    readonly uptimeSeconds: number;
}

/** A configuration text for the brokers of an object. */
export interface ConfigPush {
    readonly emqx: EmqxObject;
    /** What its nodes run. */
    readonly release: Release;
    readonly text: string;
    readonly mode: string;
}

/** What an operator asks of EMQX's API. */
export interface BrokerAccess {
    /** Some core answers, so the operator has an API to ask. */
    answering(pods: readonly LivePod[]): Promise<boolean>;
    /** The nodes that these pods run, newest first; what a node is called is up to the line. */
    nodes(pods: readonly LivePod[], nodeName: (pod: LivePod) => string): Promise<BrokerNode[]>;
    /** All nodes that the cluster knows, with cores that do not run and what nobody reaches. */
    members(pods: readonly LivePod[], nodeName: (pod: LivePod) => string): Promise<Member[]>;
    /** Of these nodes. */
    evacuationsOf(nodes: readonly Pick<BrokerNode, "podUid">[]): Promise<EvacuationSeen[]>;
    /** The node does not want new clients, or does not say that it does. */
    isEvacuating(podUid: string): Promise<boolean>;
    startEvacuation(
        node: Pick<BrokerNode, "name" | "podUid" | "sessions">,
        pace: EvacuationPace,
        recipients: readonly string[],
    ): Promise<void>;
    /** The node takes clients again. */
    stopEvacuation(node: Pick<BrokerNode, "name" | "podUid">): Promise<void>;
    /** Takes a core that does not run out of the cluster of these pods for good. */
    forceLeave(pods: readonly LivePod[], nodeName: string): Promise<void>;
    /** Gives the cores a configuration text. Rejects with the operator's words when they do not take it. */
    pushConfig(push: ConfigPush): Promise<void>;
    /** Goes on with an evacuation that an operator before this one had started, where nobody else remembers it. */
    resumeEvacuation(podUid: string, seen: Omit<EvacuationState, "state">): void;
}

/** A call of EMQX's API that was answered otherwise than with 200: the pass ends there, and an event says what the answer was. */
export class CallFailed extends Error {
    /** In the operator's words. Source: sync_emqx_config.go, sync_pods.go, 2.2.29. */
    constructor(
        verb: "put" | "request",
        readonly path: string,
        readonly status: number,
        readonly body: string,
    ) {
        super(`failed to ${verb} API ${path}, status : ${status} ${STATUS_CODES[status]}, body: ${body}`);
    }
}
