import type { RecordedResource } from "../monitor/graph";
import { isProviderType, urnOfProvider } from "../monitor/urns";
import type { Wire } from "../monitor/wire";
import type { BaseResource } from "./base";
import type { Decision } from "./decision";
import { isDefaultProvider, providerIdentity } from "./defaultProviders";
import { differences } from "./difference";
import { providerReplaces } from "./replaceRules";

/** What has been decided, and what there was. */
export interface Situation {
    readonly decisions: ReadonlyMap<string, Decision>;
    readonly olds: ReadonlyMap<string, BaseResource>;
    /** The former URN of a resource that an alias has led to. */
    formerUrn(urn: string): string;
}

/** Reasons to replace a resource that are not among its inputs; with one of these its provider is not asked. */
export function outsideReasons(
    resource: RecordedResource,
    old: BaseResource,
    situation: Situation,
): string[] {
    const { options, custom, remote, external } = resource;
    if (custom !== old.custom) {
        return ["custom"];
    }
    if (!custom || remote || external) {
        return [];
    }
    const isReplaced = (urn: string | undefined) =>
        urn !== undefined && situation.decisions.get(urn)?.operation === "replace";
    const isTriggered = triggers(old.options.replacementTrigger, options.replacementTrigger);
    return [
        ...(old.pendingReplacement === true ? ["pendingReplacement"] : []),
        ...(isTriggered ? ["replacementTrigger"] : []),
        ...((options.replaceWith ?? []).some(isReplaced) ? ["replaceWith"] : []),
        ...(isReplaced(options.deletedWith) ? ["deletedWith"] : []),
        ...(isOtherProvider(resource, old, situation) ? ["provider"] : []),
    ];
}

/** A trigger that is given for the first time, or that nothing is known of here, makes nothing anew. */
function triggers(before: Wire | undefined, after: Wire | undefined): boolean {
    if (before === undefined || before === null || after === undefined || after === null) {
        return false;
    }
    const exact = { scalarsAsText: false, emptyAsAbsent: false };
    return differences({ trigger: before }, { trigger: after }, exact).some(({ unknown }) => !unknown);
}

/** A provider that is made anew, or another one that leads elsewhere, takes what it manages with it. */
function isOtherProvider(
    resource: RecordedResource,
    old: BaseResource,
    { decisions, olds, formerUrn }: Situation,
): boolean {
    if (resource.provider === undefined || old.provider === undefined || isProviderType(resource.type)) {
        return false;
    }
    const urn = urnOfProvider(resource.provider);
    const decision = decisions.get(urn);
    if (decision?.operation === "replace") {
        return true;
    }
    const oldUrn = urnOfProvider(old.provider);
    const isSame = providerIdentity(resource.provider) === providerIdentity(old.provider);
    if (isSame || formerUrn(urn) === oldUrn || decision === undefined) {
        return false;
    }
    const before = isDefaultProvider(oldUrn) ? {} : (olds.get(oldUrn)?.inputs ?? {});
    return providerReplaces(decision.resource.type, before, decision.resource.inputs).length > 0;
}
