import type { DerivedName } from "../../../naming/derivedNames";
import type { HoconError } from "../../config/hocon/tokens";
import type { HoconObject } from "../../config/hocon/tree";
import type { Assessment } from "./assessment";
import type { OperatorChart } from "./chart";
import type { LineFacts } from "./facts";
import type { FieldMeaning } from "./fields";
import type { OwnedKeys } from "./keys";
import type { EmqxObject, WrittenObject } from "./object";
import type { ObjectStatus, Observation, Target } from "./observation";
import type { Pace } from "./pace";
import type { EmqxState } from "./state";
import type { ConfigPush, LineTraps } from "./traps";
import type { LineWords } from "./words";

/**
 * Everything that differs between the lines of the EMQX operator. A line is one folder that exports one of these, and one row
 * in `index.ts`; nothing outside `lines/` knows which lines there are.
 */
export interface OperatorLine {
    /** Its first two numbers, as people call it. */
    readonly id: string;
    /** How its EMQX objects are reached at the API server. */
    readonly resource: ApiResource;
    /**
     * Earlier versions of the API whose objects this line takes over in place. Pulumi's type token holds the version, so each
     * becomes an alias: without it a change of line would delete the object after creating it.
     */
    readonly formerVersions: readonly string[];
    readonly chart: OperatorChart;
    /** Whether its operator takes over objects of older lines, once these are carried over. */
    readonly takesOverOlder: boolean;
    /** What the operator and this package call the objects of one EMQX object. */
    readonly names: (instance: string) => readonly DerivedName[];
    /** Configuration keys and variables that the operator or an input of their own decides. */
    readonly keys: OwnedKeys;
    /** What of a configuration this line has no way to hand on to a version of EMQX, with its place. */
    readonly unwritable: (config: HoconObject, version: string) => readonly HoconError[];
    /** The object of this line that says all of it. */
    readonly write: (object: EmqxObject) => WrittenObject;
    /** The inverse of `write`, for any object of this line. */
    readonly read: (object: unknown) => EmqxState;
    /** What a field of the object is about, by its path. */
    readonly field: (path: readonly string[]) => FieldMeaning;
    /** What an object in the cluster says of itself. */
    readonly status: (object: unknown) => ObjectStatus;
    /** Whether the nodes of an object in the cluster report to be Enterprise; undefined where they do not tell. */
    readonly runsEnterprise: (object: unknown) => boolean | undefined;
    /** Whether the cluster is what was asked for, and how far it is. */
    readonly done: (seen: Observation, target: Target) => Assessment;
    /** Seconds for which it has to look done without a break before it is: conditions of some operators lead or flap. */
    readonly holdSeconds: number;
    readonly pace: Pace;
    /** Fewest cores that its operator takes beside replicants. */
    readonly coresBesideReplicants: number;
    /** Inputs of EmqxCluster that this line has nothing for. */
    readonly withoutInputs: readonly MissingInput[];
    /** What another size of the cores' disks does: new pods bring new ones, or those that there are grow on their claims. */
    readonly disks: "anew" | "grown";
    /** Annotations of the object's own metadata. */
    readonly annotations: Readonly<Record<string, string>>;
    /** Fields of the object that keep the value with which it was made, as Pulumi's `ignoreChanges` spells paths. */
    readonly fixedFields: readonly string[];
    /**
     * An object whose rehearsal (dry run) only succeeds when the operator's webhook answers; absent for a line without one.
     */
    readonly webhookProbe?: (namespace: string) => WebhookProbe;
    /** ConfigMap that a deleted object leaves behind, and that the next one of its name would boot with; absent for none. */
    readonly leftOverConfig?: (instance: string) => string;
    readonly push: ConfigPush;
    readonly traps: LineTraps;
    readonly words: LineWords;
    /** What its rules rest on, and where that can be read. */
    readonly facts: LineFacts;
}

export interface ApiResource {
    readonly group: string;
    readonly version: string;
    readonly plural: string;
}

/** An input that a line has nothing for. */
export interface MissingInput {
    /** Below EmqxArgs: `evacuation.waitHealthCheckSeconds`. */
    readonly path: string;
    /** This value alone; absent for any. */
    readonly value?: number;
    /** Why, and what to write instead, after "is given, but" or "is 0, but". */
    readonly because: string;
}

export interface WebhookProbe {
    readonly resource: ApiResource;
    readonly body: object;
}

/** `apps.emqx.io/<version>`. */
export function apiVersionOf({ resource }: OperatorLine): string {
    return `${resource.group}/${resource.version}`;
}

/** Pulumi's type token of an EMQX object of one version of the API. */
export function typeOf(group: string, version: string): string {
    return `kubernetes:${group}/${version}:EMQX`;
}
