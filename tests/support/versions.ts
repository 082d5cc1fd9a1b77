import { EmqxEdition, type EmqxOnAckArgs, type OperatorArgs } from "../../provider";
import type { EmqxClusterArgs } from "../../provider/emqx/args/emqxClusterArgs";

/**
 * The EMQX of tests that are about something else. They name it, so that what the package takes for new clusters by itself can
 * move on without touching what they hold.
 */
export const TESTED_EMQX: Readonly<Record<EmqxEdition, string>> = {
    [EmqxEdition.OpenSource]: "5.7.2",
    [EmqxEdition.Enterprise]: "5.8.11",
};

/** The operator of such tests. */
export const TESTED_OPERATOR = "2.2.29";

/**
 * The same arguments of an EMQX cluster, which name the version where they named none. What is no object stays what it is: arguments
 * of tests are wrong on purpose.
 */
export function versioned<T extends EmqxClusterArgs>(args: T): T {
    if (!isObject(args) || "version" in args) return args;
    const isEnterprise = args.edition === EmqxEdition.Enterprise;
    return { ...args, version: TESTED_EMQX[isEnterprise ? EmqxEdition.Enterprise : EmqxEdition.OpenSource] };
}

/** The same arguments of an operator, which name its version where they named none. */
export function versionedOperator<T extends OperatorArgs>(args: T): T {
    return args.version === undefined ? { ...args, version: TESTED_OPERATOR } : args;
}

/** The same arguments of a stack, which name the version of their EMQX. */
export function versionedStack<T extends Pick<EmqxOnAckArgs, "emqx">>(args: T): T {
    return isObject(args) ? { ...args, emqx: versioned(args.emqx === undefined ? {} : args.emqx) } : args;
}

function isObject(value: unknown): value is object {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
