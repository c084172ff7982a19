package dev.chatanalytics.perf.repeat;

import dev.chatanalytics.perf.load.observe.Environment;
import dev.chatanalytics.perf.promise.Promise;
import dev.chatanalytics.perf.promise.Spread;
import dev.chatanalytics.perf.repeat.RunFile.Figure;
import java.util.List;

/** Several runs as one Markdown table: of each promise the median and the spread. Immutable. */
record Summary(List<RunFile> runs) {

    private static final List<String> WHERE =
            List.of("machine", Environment.LOOPBACK, "system", "Java of the service", "commit");

    String markdown() {
        RunFile first = runs.get(0);
        long invalid = runs.stream().filter(run -> !run.valid()).count();
        StringBuilder text = new StringBuilder("**" + first.title() + "**, " + runs.size() + " runs"
                + (invalid == 0 ? "" : ", of which " + invalid + " INVALID") + "\n\n");
        text.append("| what | reach | median | lowest – highest | kept |\n|---|---|---|---|---|\n");
        first.figures().forEach(figure -> text.append(row(figure)));
        text.append("\n");
        for (String name : WHERE) {
            List<String> values = runs.stream()
                    .map(run -> run.environment().getOrDefault(name, "unknown"))
                    .distinct()
                    .toList();
            text.append("- ")
                    .append(name)
                    .append(": ")
                    .append(String.join("; ", values))
                    .append("\n");
        }
        return text.toString();
    }

    private String row(Figure figure) {
        List<Figure> all = runs.stream()
                .flatMap(run -> run.figures().stream())
                .filter(f -> f.name().equals(figure.name()))
                .toList();
        // A figure that is not known sorts as the highest.
        Spread measured = Spread.of(all.stream().mapToDouble(Figure::measured));
        long kept = all.stream().filter(Figure::kept).count();
        return "| " + figure.name() + " | " + figure.reach() + " | " + Promise.number(measured.median()) + " | "
                + Promise.number(measured.least()) + " – " + Promise.number(measured.most()) + " | "
                + (figure.reach().equals(Promise.NOTHING) ? "" : kept + " of " + runs.size()) + " |\n";
    }
}
