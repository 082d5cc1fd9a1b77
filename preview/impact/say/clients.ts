import type { ClientAccount } from "../facts/clients";
import type { ToldClients } from "./told";
import { listed, number } from "./wording";

/** The clients of one cluster in the whole update, each once. */
export function tellClients(account: ClientAccount): ToldClients {
    const { connections, cut, moved, more } = account;
    const of = (count: number) => `${number(count)} of ${number(connections)}`;
    const parts = [
        ...(cut > 0 ? [`${of(cut)} are cut at the most`] : []),
        ...(moved > 0 ? [`${cut > 0 ? number(moved) : of(moved)} are moved`] : []),
    ];
    const rest = more
        ? `${parts.length > 0 ? "; " : ""}how many of ${parts.length > 0 ? "them" : "all"} are cut besides is not known`
        : "";
    return { ...account, sentence: `In all, each client counted once: ${listed(parts)}${rest}.` };
}
