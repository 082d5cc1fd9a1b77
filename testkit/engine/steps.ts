import assert from "node:assert";
import type { UpResult } from "./deployment";
import type { Step } from "./step";

export function succeeded(result: UpResult): UpResult {
    if (result.error !== undefined) throw result.error;
    return result;
}

export function ops(steps: readonly Step[]): Record<string, Step["op"]> {
    return Object.fromEntries(steps.map(({ name, op }) => [name, op]));
}

/** What was not left as it was; of a replacement the creation. */
export function changed(steps: readonly Step[]): Record<string, Step["op"]> {
    return ops(steps.filter(({ op }) => op !== "same"));
}

/** The one had ended when the other began. */
export function assertBefore(steps: readonly Step[], first: string, second: string): void {
    const [earlier, later] = [first, second].map((name) => steps.find((step) => step.name === name));
    assert.ok(earlier && later, `${first} and ${second} are among the steps`);
    assert.ok(earlier.ended <= later.started, `${second} began before ${first} had ended`);
}
