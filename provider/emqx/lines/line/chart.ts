import type { Input } from "@pulumi/pulumi";

/** How an operator is to be installed. */
export interface OperatorInstallation {
    readonly replicas: Input<number>;
    /** Another repository of the image than the chart's own. */
    readonly imageRepository?: Input<string>;
    readonly imagePullSecrets?: readonly Input<string>[];
    readonly webhook: boolean;
    /** In Kubernetes' form. */
    readonly tolerations: readonly Readonly<Record<string, Input<string>>>[];
}

/**
 * What is left of the operator of the line before, and stands in the way of this one. Its Deployment goes first, whatever the
 * charts say: two operators undo each other's work.
 */
export interface CarryOver {
    /** Definitions whose objects nobody converts any more, by their names. */
    readonly definitions: readonly string[];
    /** Kinds that this operator does not know: an object of one is lost to it. */
    readonly unknown: readonly { readonly kind: string; readonly version: string; readonly plural: string }[];
    /** Configurations of webhooks that nobody serves any more: each holds up what it is asked about. */
    readonly webhooks: readonly { readonly plural: string; readonly name: string }[];
}

/** The Helm chart that installs the operator of a line. Data. */
export interface OperatorChart {
    readonly chart: string;
    readonly repository: string;
    /** The pinned version, for a program that names none. */
    readonly version: string;
    /** What a person should know of a line of which no final release was seen, as a sentence; absent for the others. */
    readonly preliminary?: string;
    /** Lowest version that is fit for use. */
    readonly lowest: string;
    /** What is wrong with lower ones. */
    readonly lowestBecause: string;
    /** Repository of the operator's image. */
    readonly image: string;
    /** Values of the chart that say all of it. */
    readonly values: (install: OperatorInstallation) => Record<string, Input<unknown>>;
    /** Whether it needs cert-manager, for its webhook. */
    readonly needsCertManager: boolean;
    /** Versions of the API that the EMQX definition of a chart of this line serves, and only of this line. */
    readonly serves: (versions: readonly string[]) => boolean;
    /** Absent for a line that takes over no other. */
    readonly carryOver?: CarryOver;
}
