import type { Problems } from "../validation/problems";
import { type ChartPlaceArgs, isWholeLocation } from "./chartSource";

/** What conforms to the schema and is still wrong. */
export function checkChartSource(problems: Problems, source: ChartPlaceArgs | undefined): void {
    if (source?.chart === undefined || !isWholeLocation(source.chart)) return;
    if (source.repository !== undefined) {
        problems.add("repository", "is given, but chart is a whole location; leave out one of the two");
    }
}
