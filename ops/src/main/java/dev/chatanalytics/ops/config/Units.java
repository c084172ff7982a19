package dev.chatanalytics.ops.config;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What values look like when operators write them. Empty, or an exception, means: not like this. Stateless. */
final class Units {

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*([A-Za-z%]*)");
    private static final Pattern UNDERSCORED =
            Pattern.compile("(?:[^@]*@)?[A-Za-z0-9_][A-Za-z0-9_.-]*(?::(\\d{1,5}))?");
    private static final Map<String, Long> NANOS = Map.of(
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);
    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private Units() {}

    static Optional<Integer> integer(String value, int min, int max) {
        return Optional.of(Integer.parseInt(value)).filter(n -> n >= min && n <= max);
    }

    static Optional<Duration> duration(String value) {
        return quantity(value, NANOS).map(Duration::ofNanos);
    }

    static Optional<Long> size(String value) {
        return quantity(value, BYTES);
    }

    /** {@code 10%} is 0.1. */
    static Optional<Double> percentage(String value) {
        Matcher m = QUANTITY.matcher(value);
        return m.matches() && m.group(2).equals("%")
                ? Optional.of(new BigDecimal(m.group(1)).movePointLeft(2).doubleValue())
                : Optional.empty();
    }

    static Optional<URI> httpUrl(String value) {
        URI uri = URI.create(value);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return http && namesHost(uri) ? Optional.of(uri) : Optional.empty();
    }

    /** RFC 3986 lets a host have underscores, as names of containers do; {@link URI} reads none of it then. */
    private static boolean namesHost(URI uri) {
        if (uri.getHost() != null) {
            return uri.getPort() <= 65_535;
        }
        Matcher named = UNDERSCORED.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        return named.matches() && (named.group(1) == null || Integer.parseInt(named.group(1)) <= 65_535);
    }

    /** The largest unit that keeps it whole. */
    static String show(Duration duration) {
        String best = duration.toNanos() / 1_000 + "us";
        for (String unit : new String[] {"ms", "s", "m", "h", "d"}) {
            if (duration.toNanos() % NANOS.get(unit) == 0) {
                best = duration.toNanos() / NANOS.get(unit) + unit;
            }
        }
        return best;
    }

    /** In the largest unit that keeps it whole. */
    static String show(long bytes) {
        String best = bytes + "B";
        for (String unit : new String[] {"KiB", "MiB", "GiB", "TiB"}) {
            if (bytes >= BYTES.get(unit) && bytes % BYTES.get(unit) == 0) {
                best = bytes / BYTES.get(unit) + unit;
            }
        }
        return best;
    }

    private static Optional<Long> quantity(String value, Map<String, Long> units) {
        Matcher m = QUANTITY.matcher(value);
        return m.matches() && units.containsKey(m.group(2))
                ? Optional.of(new BigDecimal(m.group(1))
                        .multiply(BigDecimal.valueOf(units.get(m.group(2))))
                        .longValueExact())
                : Optional.empty();
    }
}
