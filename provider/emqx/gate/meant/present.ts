import type { OperatorLine } from "../../lines/line/line";
import type { Asked, Role, Target } from "../../lines/line/observation";
import type { EmqxState } from "../../lines/line/state";
import type { WantedListener } from "../../listeners/wanted";
import type { Surroundings } from "./clusterSurroundings";

/** What the EMQX object in the cluster says and what runs of it, before a change. Plain data. */
export interface PresentCluster {
    /** Versions that its nodes report, without repetition. */
    readonly runningVersions: readonly string[];
    /** Its nodes report to be Enterprise, all of them; undefined where they do not tell. */
    readonly enterprise: boolean | undefined;
    readonly replicas: Record<Role, number>;
    /** Our revision annotations of its pod templates; undefined for an object that somebody else wrote. */
    readonly revisions: Record<Role, string | undefined>;
    /** The object itself; absent where only a program or a state tells of it. */
    readonly object?: PresentObject;
    /** Services, pods and Secrets around it; absent where nobody looked. */
    readonly around?: Surroundings;
    /** Nodes that are being emptied; absent where nothing tells. */
    readonly evacuating?: readonly EvacuatingNode[];
}

export interface EvacuatingNode {
    /** Erlang name. */
    readonly node: string;
    readonly role: Role;
}

export interface PresentObject {
    /** Operator line whose object it is. */
    readonly line: string;
    /** Of its own metadata; absent where nobody looked. */
    readonly annotations?: Readonly<Record<string, string>>;
    readonly spec: unknown;
    /** The same, read back. */
    readonly state: EmqxState;
    /** Who wrote what of it. */
    readonly asked?: Asked;
}

/** What the object is about to say. */
export interface WantedCluster extends Target {
    readonly enterprise: boolean;
    /** What the program says itself, and does not leave to a default; absent where that is not known. */
    readonly named?: Named;
    /** Absent where nobody says. */
    readonly listeners?: readonly WantedListener[];
    /** Files of `secretFiles` that the configuration names, as far as that is known. */
    readonly secretFiles?: readonly string[];
    /** The object itself, but for its revisions; absent where it is not known yet. */
    readonly object?: WantedObject;
}

export interface WantedObject {
    readonly spec: unknown;
    /** The same, read back. */
    readonly state: EmqxState;
    /** What the line whose object runs would say for the same program; absent where that is the wanted line. */
    readonly onRunningLine?: unknown;
}

/** What of an EMQX object decides what its operator makes. */
export interface ObjectParts {
    /** Of its own metadata. */
    readonly annotations: Readonly<Record<string, string>>;
    readonly spec: unknown;
}

export function wantedObjectOf(line: OperatorLine, { annotations, spec }: ObjectParts): WantedObject {
    return { spec, state: line.read({ metadata: { annotations }, spec }) };
}

export interface Named {
    readonly version: boolean;
    readonly edition: boolean;
    /** The version of the operator, and with it the line. */
    readonly operator: boolean;
}

/** Whether the change makes new pods of a role beside the running ones. */
export function rolls(present: PresentCluster | undefined, wanted: WantedCluster, role: Role): boolean {
    return wanted.replicas[role] > 0 && present?.revisions[role] !== wanted.revisions[role];
}
