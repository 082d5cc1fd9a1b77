import { KernelRollout } from "../../../provider";
import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const pool = { instanceTypes: ["ecs.c7.16xlarge"], nodes: 6 };
const stack = { ...inPlace, replicantPool: pool, kernel: { rollout: KernelRollout.NewNodes } };
const of = (replicas: number) => withEmqx(stack, { replicants: { ...inPlace.emqx?.replicants, replicas } });

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "1 replicant of 6 is emptied and removed: clients on it (about 166,667) are moved to the others at 4,500 a second.",
    ],
    changes: () => stackChanges(of(6), of(5)),
};
