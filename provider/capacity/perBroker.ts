import { figure, percent } from "../wording/figures";
import { WARN_ABOVE } from "./ceiling";
import { leftOf, podsPath, poolPath, type TakersSizing } from "./sizing";

/** What all brokers carry together, shared out evenly with every node up and after losing some. */
export interface Shared {
    readonly used: number;
    readonly afterLosing: number;
}

/** `each` is what one of so many brokers has to carry. */
export function shared(takers: TakersSizing, each: (brokers: number) => number): Shared {
    return { used: each(Math.max(1, takers.pods)), afterLosing: each(leftOf(takers)) };
}

/** "4 replicants left of 5", or "3 replicants". */
export function brokersInWords(takers: TakersSizing): string {
    const left = leftOf(takers);
    const name = `${takers.role}${left === 1 ? "" : "s"}`;
    return left === takers.pods ? `${left} ${name}` : `${left} ${name} left of ${takers.pods}`;
}

/** "1,000,000 connections / 4 replicants left of 5 = 250,000; an ecs.c7.16xlarge takes 1,200,000". */
export function division(
    takers: TakersSizing,
    total: string,
    { afterLosing }: Shared,
    limit: number,
    taker: string,
): string {
    return `${total} / ${brokersInWords(takers)} = ${figure(afterLosing)}, ${percent(afterLosing / limit)} of the ${figure(limit)} ${taker}`;
}

/** A limit of software costs nothing: it is the first way out, and more brokers are the second. */
export function higherLimit(takers: TakersSizing, share: Shared, limit: number, input: string): string {
    const enough = Math.ceil(share.afterLosing / WARN_ABOVE);
    const which = Number.isFinite(enough) ? ` (${figure(enough)} would do)` : "";
    const more = `more in ${podsPath(takers.role)}.replicas and ${poolPath(takers.role)}.nodes`;
    return `Write a higher ${input}${which}, or ${more}${brokersNeeded(takers, share, limit)}`;
}

/** How many brokers it takes, and other ways out. */
export function moreBrokers(takers: TakersSizing, share: Shared, limit: number, other: string): string {
    const { role } = takers;
    const many = brokersNeeded(takers, share, limit);
    return `Write more in ${podsPath(role)}.replicas and ${poolPath(role)}.nodes${many}, or ${other}`;
}

function brokersNeeded(takers: TakersSizing, { afterLosing }: Shared, limit: number): string {
    const left = leftOf(takers);
    const needed = Math.ceil((afterLosing * left) / (WARN_ABOVE * limit)) + Math.min(takers.nodesLost, left);
    return Number.isFinite(needed) && needed > takers.pods ? ` (${figure(needed)} would do)` : "";
}

/** Where only the loss of nodes makes it too much. */
export function withoutReserve(takers: TakersSizing, { used }: Shared, limit: number): string {
    return leftOf(takers) < takers.pods && used <= limit
        ? "; capacity.nodesLost: 0 does without the reserve"
        : "";
}
