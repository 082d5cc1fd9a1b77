import type { Input } from "@pulumi/pulumi";
import { Problems } from "../../validation/problems";
import type { EmqxClusterArgs } from "../args/emqxClusterArgs";
import type { OperatorLine } from "../lines/line/line";
import { emqxObject } from "./object";
import { planEmqxCluster } from "./plan";

/** What of an EMQX object decides what its operator makes. */
export interface WrittenParts {
    /** Of its own metadata. */
    readonly annotations: Readonly<Record<string, Input<string>>>;
    readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * What a line writes for arguments, but for its revisions: for holding against an object that runs. What the line has no place for is
 * left out without a word.
 */
export function objectOn(args: EmqxClusterArgs, line: OperatorLine): WrittenParts {
    const plan = planEmqxCluster({ ...args, operatorVersion: line.chart.version }, new Problems());
    const { annotations, spec } = line.write(emqxObject(plan, args, ""));
    return { annotations: { ...annotations }, spec: spec({ core: "", replicant: "" }) };
}
