import { urnOfProvider } from "../monitor/urns";
import type { BaseResource } from "./base";
import { dependenciesOf } from "./normalise";
import { covers, parsePath } from "./path";
import { isReplacedWhenUnknown, type ReplaceContext } from "./replaceRules";

/**
 * What has to go before a resource can that is deleted before it is replaced, with the reasons: everything that would be
 * replaced if what it takes from it were not known (the engine's `calculateDependentReplacements`).
 */
export function cascade(
    root: BaseResource,
    /** In the order of the base, without what has been dealt with: that cannot depend on it. */
    candidates: Iterable<BaseResource>,
    olds: ReadonlyMap<string, BaseResource>,
): Map<string, readonly string[]> {
    const replaced = new Set([root.urn]);
    const condemned = new Map<string, readonly string[]>();
    for (const dependent of candidates) {
        const reasons =
            dependent.custom && !dependent.external ? reasonsToGoWith(dependent, replaced, olds) : [];
        if (reasons.length > 0) {
            replaced.add(dependent.urn);
            condemned.set(dependent.urn, reasons);
        }
    }
    return condemned;
}

function reasonsToGoWith(
    dependent: BaseResource,
    replaced: ReadonlySet<string>,
    olds: ReadonlyMap<string, BaseResource>,
): readonly string[] {
    const { type, inputs, provider, options } = dependent;
    if (provider !== undefined && replaced.has(urnOfProvider(provider))) {
        return ["provider"];
    }
    if (options.deletedWith !== undefined && replaced.has(options.deletedWith)) {
        return ["deletedWith"];
    }
    const properties = Object.keys(inputs).filter((property) =>
        dependenciesOf(dependent, property).some((urn) => replaced.has(urn)),
    );
    const context: ReplaceContext = {
        type,
        before: inputs,
        after: inputs,
        provider: provider === undefined ? {} : (olds.get(urnOfProvider(provider))?.inputs ?? {}),
    };
    const onChanges = (options.replaceOnChanges ?? []).map(parsePath);
    return properties.filter(
        (property) =>
            isReplacedWhenUnknown(property, context) || onChanges.some((path) => covers(path, [property])),
    );
}
