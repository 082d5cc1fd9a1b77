import type { OperatorLine } from "../../lines/line/line";
import type { Asked, Role, Target, Writer } from "../../lines/line/observation";
import { differences } from "./differences";
import { nameOf, type ObjectName, ownersOf, takeBack } from "./writers";

/** What was sent of an EMQX object, held against what the program says and against what the API server has by now. */

const ROLES: readonly Role[] = ["core", "replicant"];

export interface Sent {
    readonly target: Target;
    /** Undefined where nobody knows. */
    readonly spec: unknown;
    /** What to tell a person at once; empty where the program is what was sent. */
    readonly notes: readonly string[];
}

/**
 * The goal of a rollout, by the spec in the resource's outputs: with `--target`, `--exclude` and `ignoreChanges` what was sent is not
 * what the program says.
 */
export function sentTarget(
    line: OperatorLine,
    { metadata, spec }: { readonly metadata?: unknown; readonly spec: unknown },
    program: Target,
): Sent {
    if (spec === undefined) return { target: program, spec, notes: [] };
    const { replicas, revisions, version, diskSize } = line.read({ metadata, spec });
    const differing = ROLES.filter((role) => revisions[role] !== program.revisions[role]);
    const target = {
        revisions: revisions as Record<Role, string>,
        replicas,
        // A tag need not say which EMQX is in an image; the program does, of its own.
        version: differing.length === 0 ? program.version : (version ?? ""),
        ...(line.disks === "grown" && diskSize !== undefined ? { storage: diskSize } : {}),
    };
    const notes = [
        ...differing.map((role) => `the pods of its ${role}s are not the program's`),
        ...ROLES.filter((role) => replicas[role] !== program.replicas[role]).map(
            (role) => `it has ${replicas[role]} ${role}s and the program ${program.replicas[role]}`,
        ),
    ];
    return notes.length === 0
        ? { target, spec, notes }
        : {
              target,
              spec,
              notes: [
                  `the EMQX object was not sent as the program says (--target, --exclude or ignoreChanges): ${notes.join(", ")}; what was sent is waited for`,
              ],
          };
}

export interface Drift {
    /** What to wait for. */
    readonly target: Target;
    readonly warnings: readonly string[];
    /** Why what was sent can never come. */
    readonly stop?: string;
}

/**
 * What somebody else has made of the object since it was sent. Another number of nodes is waited for, since the operator goes by it;
 * other pods are not, since those that were sent never come.
 */
export function driftFrom(
    { target, spec }: Pick<Sent, "target" | "spec">,
    asked: Asked | undefined,
    object: ObjectName,
): Drift {
    if (asked === undefined) return { target, warnings: [] };
    const changed = ROLES.filter((role) => asked.revisions[role] !== target.revisions[role]);
    if (changed.length > 0) {
        const who = changed.map((role) => writerOf(asked, "revision", role)).find(Boolean);
        return { target, warnings: [], stop: replaced(changed, who, object) };
    }
    const scaled = ROLES.filter((role) => asked.replicas[role] !== target.replicas[role]);
    return {
        target: { ...target, replicas: { ...asked.replicas } },
        warnings: [
            ...scaled.map((role) => otherNumber(role, target, asked, object)),
            ...otherFields(spec, asked, object),
        ],
    };
}

/** Whatever else somebody changed, by its paths: values may be secrets. */
function otherFields(spec: unknown, asked: Asked, { line }: ObjectName): string[] {
    if (spec === undefined || asked.spec === undefined) return [];
    const paths = differences(asked.spec, spec)
        .filter((path) => line.field(["spec", ...path]).subject !== "replicas")
        .map((path) => path.join("."));
    if (paths.length === 0) return [];
    const more = paths.length > 5 ? ` and ${paths.length - 5} more` : "";
    return [
        `somebody changed ${paths.slice(0, 5).join(", ")}${more} of the EMQX object since it was sent, and the rollout is that of the object. Take it back, or into the program with pulumi up --refresh.`,
    ];
}

/** Whoever is not Pulumi: what was sent was Pulumi's. */
function writerOf(asked: Asked, subject: Writer["subject"], role: Role): Writer | undefined {
    const { foreign, pulumi } = ownersOf(asked, subject, role);
    return foreign ?? pulumi;
}

function replaced(roles: readonly Role[], who: Writer | undefined, object: ObjectName): string {
    return `EMQX "${object.instance}" in namespace "${object.namespace}" is not what was sent: ${nameOf(who)} gave its ${roles.join("s and ")}s other pods. Those that were sent never come, so that nothing waits for them. Bring program and object together, by taking that change back or into the program, and run pulumi up --refresh.`;
}

function otherNumber(role: Role, sent: Target, asked: Asked, object: ObjectName): string {
    const [now, before] = [asked.replicas[role], sent.replicas[role]];
    const writer = writerOf(asked, "replicas", role);
    return `the EMQX object asks for ${now} ${role}s, and ${before} were sent: ${nameOf(writer)} changed that. ${now} are waited for. To keep them write ${role}s.replicas: ${now}; to take them back: ${takeBack(writer, before, object)}`;
}
