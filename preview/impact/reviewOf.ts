import type { ChangeSet } from "../changes/change";
import { contextOf } from "./contextOf";
import { clientAccounts } from "./decisions/clients";
import { dangersOf } from "./decisions/dangers";
import { durationOf } from "./decisions/duration";
import { findingsOf } from "./decisions/findings";
import { withFollowers } from "./decisions/followers";
import { orderOf } from "./decisions/order";
import { refusalsOf } from "./decisions/refusals";
import { worst } from "./facts/level";
import { effectsOf } from "./registry";
import type { Review } from "./review";
import { tellClients } from "./say/clients";
import { tellDanger } from "./say/dangers";
import { tellEffect } from "./say/effects";
import { tellFinding } from "./say/findings";
import { headline, meaningOf, notesOf } from "./say/headline";
import { tellRollout } from "./say/rollout";
import { tellDuration, tellStep } from "./say/steps";

/** What the changes do to live clients and data. Pure: facts are found, decisions made on them, and then all of it is said. */
export function reviewOf(changes: ChangeSet): Review {
    const context = contextOf(changes);
    const effects = withFollowers(
        context,
        changes.changes.flatMap((change) => effectsOf(change, context)),
    );
    const rollouts = [...context.rollouts.values()];
    const refusals = refusalsOf(changes, context.clusters);
    const dangers = dangersOf(context, effects);
    const findings = findingsOf(changes);
    const moved = worst([...effects, ...dangers, ...rollouts].map((part) => part.level));
    const level =
        changes.failure === undefined ? worst([moved, ...findings.map((part) => part.level)]) : "refused";
    const steps = orderOf(context, effects);
    const duration = durationOf(steps, rollouts);

    const told = effects.map((effect) => tellEffect(effect, context.rollouts));
    const said = findings.map(tellFinding);
    const worse = dangers.map(tellDanger);
    return {
        changes,
        level,
        means: meaningOf(level, moved, refusals.length > 0),
        headline: headline(changes, { level, moved }, told, { refusals, dangers: worse, findings: said }),
        refusals,
        dangers: worse,
        findings: said,
        effects: told,
        rollouts: rollouts.map(tellRollout),
        clients: clientAccounts(context, effects).map(tellClients),
        steps: steps.map(tellStep),
        ...(duration ? { duration: { ...duration, ...tellDuration(duration) } } : {}),
        notes: notesOf(changes, told, said),
    };
}
