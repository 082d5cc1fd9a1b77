import { DEFAULT_LINE } from "../../provider/emqx/lines";
import type { WireObject } from "../monitor/wire";
import type { Role } from "./review";
import { at, listAt, numberAt, objectAt, textAt } from "./values";

/** What an EMQX object says, as far as it is known here. */
export interface EmqxState {
    readonly image?: string;
    /** Of the image's tag; undefined for a tag that is no version. */
    readonly version?: string;
    /** Undefined where the image does not tell. */
    readonly enterprise?: boolean;
    readonly replicas: Record<Role, number>;
    readonly pace: {
        readonly connectionsPerSecond: number;
        readonly sessionsPerSecond: number;
        readonly waitTakeoverSeconds: number;
        readonly initialDelaySeconds: number;
    };
    readonly configData?: string;
    /** Value by name; undefined for one that comes from elsewhere or is not known. */
    readonly environment: Record<Role, ReadonlyMap<string, string | undefined>>;
}

/** Type token of an EMQX object of any operator line. */
export const EMQX_TYPE = /^kubernetes:apps\.emqx\.io\/(v2alpha1|v2beta1|v2|v3beta1):EMQX$/;

/** Line of the operator that reads objects of a type. */
export function lineOf(type: string): "2.2" | "2.3" | "3.0" {
    const version = EMQX_TYPE.exec(type)?.[1];
    return version === "v3beta1" ? "3.0" : version === "v2" ? "2.3" : "2.2";
}

/** Replicas that operators 2.2.29 and 2.3 fill in. Source: their CRDs. */
const OPERATOR_REPLICAS = 2;

export function emqxState(inputs: WireObject): EmqxState {
    const image = textAt(inputs, "spec", "image");
    const strategy = at(inputs, "spec", "updateStrategy");
    const evacuation = at(strategy, "evacuationStrategy");
    return {
        image,
        version: image === undefined ? undefined : versionOf(image),
        enterprise: image === undefined ? undefined : isEnterprise(image),
        replicas: {
            core: numberAt(inputs, "spec", "coreTemplate", "spec", "replicas") ?? OPERATOR_REPLICAS,
            replicant:
                objectAt(inputs, "spec", "replicantTemplate") === undefined
                    ? 0
                    : (numberAt(inputs, "spec", "replicantTemplate", "spec", "replicas") ??
                      OPERATOR_REPLICAS),
        },
        pace: {
            connectionsPerSecond:
                positive(numberAt(evacuation, "connEvictRate")) ??
                DEFAULT_LINE.pace.defaults.connectionsPerSecond,
            sessionsPerSecond:
                positive(numberAt(evacuation, "sessEvictRate")) ??
                DEFAULT_LINE.pace.defaults.sessionsPerSecond,
            waitTakeoverSeconds:
                numberAt(evacuation, "waitTakeover") ?? DEFAULT_LINE.pace.defaults.waitTakeoverSeconds,
            initialDelaySeconds:
                numberAt(strategy, "initialDelaySeconds") ?? DEFAULT_LINE.pace.defaults.initialDelaySeconds,
        },
        configData: textAt(inputs, "spec", "config", "data"),
        environment: {
            core: environmentOf(inputs, "coreTemplate"),
            replicant: environmentOf(inputs, "replicantTemplate"),
        },
    };
}

/** Nodes that hold the clients. */
export function takersOf(state: EmqxState): Role {
    return state.replicas.replicant > 0 ? "replicant" : "core";
}

function positive(value: number | undefined): number | undefined {
    return value !== undefined && value > 0 ? value : undefined;
}

function environmentOf(inputs: WireObject, template: string): Map<string, string | undefined> {
    const variables = listAt(inputs, "spec", template, "spec", "env");
    return new Map(
        variables.flatMap((variable) => {
            const name = textAt(variable, "name");
            return name === undefined ? [] : [[name, textAt(variable, "value")] as const];
        }),
    );
}

function versionOf(image: string): string | undefined {
    const tag = /:([^:/@]+)(@.*)?$/.exec(image)?.[1] ?? "";
    return /^v?\d+\.\d+\.\d+/.exec(tag)?.[0].replace(/^v/, "");
}

/** By the name of the repository; a copy under another name tells nothing. */
function isEnterprise(image: string): boolean | undefined {
    const repository = image.replace(/@.*$/, "").replace(/:[^:/]+$/, "");
    const name = repository.split("/").at(-1);
    if (name === "emqx-enterprise" || name === "emqx-ee") return true;
    return name === "emqx" ? false : undefined;
}
