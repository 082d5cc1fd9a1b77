import type { LineFactId } from "../../../provider/emqx/lines/line/facts";
import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { Fact, FactOf } from "../facts/fact";
import type { Heading } from "./heading";
import type { Inputs } from "./inputs";
import type { Source } from "./sources";
import type { Back } from "./told";

/** An effect in words. */
export interface Words {
    /** What changes: `EMQX image 5.7.1 to 5.7.2`. */
    readonly what: Heading | string;
    /** What it does, in sentences: which pods and nodes, in which order, what clients notice. */
    readonly happens: string;
    /** How its time adds up; that of the rollout where it is part of one. */
    readonly arithmetic?: string;
    /** Absent for the way back that every such operation has. */
    readonly back?: Back;
    /** Data or sessions at risk. */
    readonly data?: string;
    /** What to do otherwise, or to look at. */
    readonly advice?: string;
    readonly sources: readonly Source[];
}

/** Words for each kind of some facts. */
export type Sayers<F extends Fact> = {
    readonly [K in F["kind"]]: (fact: FactOf<K>, line: OperatorLine, inputs: Inputs) => Words;
};

/** What a line says of itself. */
export function cited({ facts }: OperatorLine, ...ids: readonly LineFactId[]): Source[] {
    return ids.map((id) => facts[id]);
}

export const possible = (sentence: string): Back => ({ possible: true, sentence });
export const impossible = (sentence: string): Back => ({ possible: false, sentence });

/** The operation as it is told of a thing. */
export const OPERATED = {
    create: "created",
    update: "changed",
    replace: "replaced",
    delete: "deleted",
} as const;
