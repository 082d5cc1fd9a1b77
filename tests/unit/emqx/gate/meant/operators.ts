import type { OperatorState } from "../../../../../provider/emqx/gate/meant/operatorState";

/** The Deployment of an operator that has served for an hour. */
export function operatorOf(version: string): OperatorState {
    return {
        namespace: "emqx-operator-system",
        name: "emqx-operator-controller-manager",
        version,
        observed: true,
        wanted: 2,
        available: 2,
        old: 0,
        rolledOutAt: -3_600_000,
        webhook: false,
    };
}
