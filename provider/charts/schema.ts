import { matching, text } from "../validation/rules";
import { input, objectOf, plain, schemaOf } from "../validation/schema";
import type { ChartPlaceArgs, ChartSourceArgs } from "./chartSource";

export const CHART_PLACE = schemaOf<ChartPlaceArgs>({
    chart: plain(text),
    repository: input(
        matching(
            /^[a-z][a-z0-9+.-]*:\/\/\S+$/,
            'write the repository\'s address, e.g. "https://charts.example.com"',
        ),
    ),
});
export const CHART_SOURCE = objectOf(schemaOf<ChartSourceArgs>({ ...CHART_PLACE, version: input(text) }));
