import type { Problems } from "../../validation/problems";
import type { KernelProfileArgs } from "./inputs";
import type { KernelProfile } from "./parameter";
import { buildKernelProfile } from "./profile";

/** Profiles that are kept: a stack has two, a program seldom more than a few stacks. */
const KEPT = 16;
const built = new Map<string, KernelProfile>();

/**
 * The profile of arguments that were checked for their types, built once for everybody who has the same: the stack, its
 * pools, the tuning of its nodes, EMQX. So it travels from a stack's plan to the components, whose own arguments are public and have
 * no place for it. Kept by what the arguments say, not by the object, which its owner may change; a wrong one is never kept.
 */
export function profileOf(args: KernelProfileArgs | undefined, problems: Problems): KernelProfile {
    const asked = askedFor(args ?? {});
    const known = built.get(asked);
    if (known !== undefined) return known;
    const before = problems.all.length;
    const profile = buildKernelProfile(args ?? {}, problems);
    if (problems.all.length > before) return profile;
    for (const oldest of built.keys()) if (built.size >= KEPT) built.delete(oldest);
    built.set(asked, profile);
    return profile;
}

/** The same whatever the order in which properties were written. */
function askedFor(args: KernelProfileArgs): string {
    const given = Object.entries(args).filter(([, value]) => value !== undefined);
    return JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}
