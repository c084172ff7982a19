package dev.chatanalytics.ops.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scraper says that it takes, by RFC 9110, section 12.5.1. Immutable.
 *
 * @param ranges in the order of the header
 */
record Accept(List<Range> ranges) {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String TEXT = "text/plain";
    private static final Pattern QUALITY = Pattern.compile(";\\s*q\\s*=\\s*([01](?:\\.\\d{0,3})?)\\s*(?:;|$)");

    /**
     * Of media types, such as {@code text/*}.
     *
     * @param quality from 0, for what is not wanted, to 1
     */
    private record Range(String type, double quality) {

        boolean includes(String wanted) {
            String family = wanted.substring(0, wanted.indexOf('/') + 1);
            return type.equals(wanted) || type.equals(family + "*") || type.equals("*/*");
        }

        /** A name says more than a family, and a family more than everything. */
        int stars() {
            return (int) type.chars().filter(c -> c == '*').count();
        }
    }

    /** @param header all of its lines as one; null when there is none */
    static Accept of(String header) {
        List<Range> ranges = new ArrayList<>();
        for (String range :
                (header == null ? "" : header).toLowerCase(Locale.ROOT).split(",")) {
            Matcher quality = QUALITY.matcher(range);
            ranges.add(new Range(
                    range.split(";", 2)[0].strip(), quality.find() ? Double.parseDouble(quality.group(1)) : 1));
        }
        return new Accept(List.copyOf(ranges));
    }

    /** Whether OpenMetrics is wanted more than plain text, or as much, and is named. */
    boolean prefersOpenMetrics() {
        Optional<Range> open = best(OPEN_METRICS);
        double text = best(TEXT).map(Range::quality).orElse(0.0);
        return open.filter(range -> range.quality() > 0)
                .filter(range -> range.quality() > text || range.quality() == text && range.stars() == 0)
                .isPresent();
    }

    /** What is said of a type most exactly; the highest when that is said of several versions. */
    private Optional<Range> best(String type) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .min(Comparator.comparingInt(Range::stars)
                        .thenComparing(
                                Comparator.comparingDouble(Range::quality).reversed()));
    }
}
