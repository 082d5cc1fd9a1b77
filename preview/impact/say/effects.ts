import { DEFAULT_LINE } from "../../../provider/emqx/lines";
import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { Operation } from "../../changes/change";
import type { Effect } from "../facts/effect";
import type { Fact } from "../facts/fact";
import type { Rollout } from "../facts/rollout";
import { CHARTS } from "./charts";
import { CONFIGURATION } from "./configuration";
import { EMQX } from "./emqx";
import { EMQX_PODS } from "./emqxPods";
import { FOUNDATIONS } from "./foundations";
import { headingText } from "./heading";
import { type Inputs, inputsOf } from "./inputs";
import { LICENSE } from "./license";
import { LISTENERS } from "./listeners";
import { LOAD_BALANCER } from "./loadBalancer";
import { NODES } from "./nodes";
import { OTHERS } from "./others";
import { REPLICAS } from "./replicas";
import { rolloutDuration } from "./rollout";
import { SECRETS } from "./secrets";
import type { Back, ToldEffect } from "./told";
import { possible, type Sayers, type Words } from "./words";

const SAYERS: Sayers<Fact> = {
    ...EMQX,
    ...EMQX_PODS,
    ...LICENSE,
    ...REPLICAS,
    ...CONFIGURATION,
    ...LISTENERS,
    ...SECRETS,
    ...NODES,
    ...LOAD_BALANCER,
    ...CHARTS,
    ...FOUNDATIONS,
    ...OTHERS,
};

/** Words for an effect's fact. */
export function wordsOf({ fact, line, urn }: Effect): Words {
    // The table has for each kind the words for facts of that kind; the compiler cannot follow the index.
    const say = SAYERS[fact.kind] as (fact: Fact, line: OperatorLine, inputs: Inputs) => Words;
    return say(fact, line ?? DEFAULT_LINE, inputsOf(urn));
}

/** What one change does, in words. */
export function tellEffect(effect: Effect, rollouts: ReadonlyMap<string, Rollout>): ToldEffect {
    const { what, happens, arithmetic, back, data, advice, sources } = wordsOf(effect);
    const rollout = rollouts.get(effect.rollout ?? "");
    const added = arithmetic ?? (rollout && rolloutDuration(rollout).arithmetic) ?? "";
    const line = effect.line ?? DEFAULT_LINE;
    return {
        ...effect,
        what: headingText(what),
        happens,
        ...(effect.seconds === undefined ? {} : { duration: { seconds: effect.seconds, arithmetic: added } }),
        back: back ?? (rollout === undefined ? BACK[effect.operation] : possible(line.words.back)),
        plainBack: back === undefined && rollout === undefined && effect.operation === "update",
        ...(data === undefined ? {} : { data }),
        ...(advice === undefined ? {} : { advice }),
        sources,
    };
}

const BACK: Readonly<Record<Operation, Back>> = {
    create: possible("Revert the commit: it is deleted again."),
    update: possible("Revert the commit: the old value is written back."),
    replace: possible("Revert the commit: it is replaced once more."),
    delete: possible("Revert the commit: it is made again."),
};
