import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { nameOf, STACK_TYPE } from "../monitor/urns";
import { isSpecial, mapMembers, secret, UNKNOWN, type Wire, type WireObject } from "../monitor/wire";
import { StartProblem } from "../project/problem";
import type { BaseResource } from "./base";
import { isDefaultProvider } from "./defaultProviders";
import { recordedResource, type StateResource } from "./stateResource";

/** What `pulumi stack export` wrote (deployment version 3), secrets closed. */
export interface StateFile {
    /** The file's name, for people. */
    readonly label: string;
    /** Absent for a stack without resources. */
    readonly project?: string;
    readonly stack?: string;
    readonly resources: readonly BaseResource[];
    /** URNs of what an earlier update has replaced and not deleted yet. */
    readonly leftOver: readonly string[];
    /** What an earlier update began and never ended: `creating urn:...`. */
    readonly pending: readonly string[];
}

const SUPPORTED_VERSION = 3;

interface Export {
    readonly version?: unknown;
    readonly deployment?: {
        readonly resources?: readonly StateResource[] | null;
        readonly pending_operations?: readonly { resource: { urn: string }; type: string }[] | null;
    };
}

/** Reads a state export; anything else is told apart by a sentence. */
export function readStateFile(file: string): StateFile {
    let text: string;
    try {
        text = readFileSync(file, "utf8");
    } catch (error) {
        throw new StartProblem(`${file} cannot be read: ${(error as Error).message}`);
    }
    let content: unknown;
    try {
        content = JSON.parse(text);
    } catch {
        throw new StartProblem(
            `${file} is not JSON; --base takes a git revision, or a file that \`pulumi stack export\` wrote`,
        );
    }
    return parseStateFile(content, basename(file), file);
}

/** The same from parsed JSON; `file` is how messages name it. */
export function parseStateFile(content: unknown, label: string, file = label): StateFile {
    refuseOthers(content, file);
    const { deployment } = content as Export;
    const all: StateResource[] = (deployment?.resources ?? []).map(closed);
    const stackUrn = (all.find(({ type }) => type === STACK_TYPE) ?? all[0])?.urn;
    const [stack, project] = (stackUrn ?? "").replace(/^urn:pulumi:/, "").split("::");
    return {
        label,
        ...(stackUrn === undefined ? {} : { project, stack }),
        resources: all
            .filter(
                ({ urn, delete: isLeftOver, viewOf }) => !isLeftOver && !viewOf && !isDefaultProvider(urn),
            )
            .map(recordedResource),
        leftOver: all.filter((entry) => entry.delete === true).map(({ urn }) => urn),
        pending: (deployment?.pending_operations ?? []).map(
            ({ type, resource }) => `${type} ${nameOf(resource.urn)}`,
        ),
    };
}

function refuseOthers(content: unknown, file: string): void {
    const found = typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
    if (Array.isArray(found.steps)) {
        throw new StartProblem(
            `${file} is a plan of \`pulumi preview --json\`; review it with: emqx-ack review ${file}`,
        );
    }
    if ("checkpoint" in found) {
        throw new StartProblem(
            `${file} is a checkpoint of Pulumi's file backend; write an export of it with: pulumi stack export --file state.json`,
        );
    }
    if (!("deployment" in found)) {
        throw new StartProblem(
            `${file} is not a state export; write one with: pulumi stack export --file state.json`,
        );
    }
    const { features } = found as { features?: unknown };
    if (found.version !== SUPPORTED_VERSION) {
        const using = Array.isArray(features) && features.length > 0 ? ` (${features.join(", ")})` : "";
        throw new StartProblem(
            `${file} has deployment version ${JSON.stringify(found.version)}${using}; this tool reads version ${SUPPORTED_VERSION}`,
        );
    }
}

function closed(entry: StateResource): StateResource {
    return withClosedSecrets(entry) as unknown as StateResource;
}

/**
 * Ciphertext becomes a secret that is not known, and is nowhere after this. A plain text (`--show-secrets`) stays a
 * secret.
 */
function withClosedSecrets(value: unknown): Wire {
    const wire = value as Wire;
    if (isSpecial(wire)) {
        const { ciphertext, plaintext } = wire as WireObject;
        if (typeof plaintext === "string") {
            return secret(withClosedSecrets(JSON.parse(plaintext)));
        }
        if (ciphertext !== undefined) {
            return secret(UNKNOWN);
        }
    }
    return mapMembers(wire, withClosedSecrets);
}
