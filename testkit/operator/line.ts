import type { Kube, LiveObject } from "../controlPlane/kube";
import type { BrokerAccess } from "./brokerAccess";
import type { EmqxObject } from "./emqxObject";
import type { EmqxEntry } from "./timelineEntry";

/**
 * Everything that differs between the lines of the operator: its API, what it makes of an object and in which order, what
 * it says of it. A line is a folder that exports one of these, and a row in `lines/index.ts`.
 */
export interface OperatorLine {
    /** The first two numbers of its versions. */
    readonly release: string;
    /** Group and version of its EMQX objects, whose plural is `emqxes`. */
    readonly apiVersion: string;
    /** Whether changed pods come as a second set beside the first, or in the place of those that they are for. */
    readonly rollout: "beside" | "inPlace";
    /** CustomResourceDefinitions that its chart brings. */
    readonly definitions: () => LiveObject[];
    /** What a started operator does with each of its objects; it may remember things from look to look. */
    readonly start: (context: OperatorContext) => Reconciler;
    /** The shortest waits that its objects keep, in seconds, by the inputs of the package that set them. */
    readonly leastWaits: Readonly<Record<string, number>>;
    /** How long it waits after so many failures in a row, in seconds. Default: as after any other look. */
    readonly retrySeconds?: (failures: number) => number;
    /** What a timeline shows of an object, as the API server has it. */
    readonly entry: (object: LiveObject) => EmqxEntry;
    /** The brokers of an object, as the API server has it, were given the configuration that it asks for. */
    readonly isConfigured: (object: LiveObject) => boolean;
}

export interface OperatorContext {
    readonly kube: Kube;
    readonly brokers: BrokerAccess;
    /** What a version of the operator adds to its pod templates: another one rolls every cluster. */
    readonly salt: string;
}

/** One look at one object. Rejects when something could not be done; the next look tries again. */
export type Reconciler = (object: EmqxObject) => Promise<Reconciled>;

export interface Reconciled {
    /** The object's, after what the operator wrote itself. */
    readonly generation: number;
    /** Nothing is left to be done, so the operator looks again later than usual. */
    readonly isSettled: boolean;
    /** Something that it watches changed, so it looks again at once. Default: it does not. */
    readonly looksAgain?: boolean;
}
