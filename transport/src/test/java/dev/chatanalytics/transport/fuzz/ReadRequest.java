package dev.chatanalytics.transport.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as the reference reads it, and what the message endpoint should say to it. */
record ReadRequest(String method, String target, boolean http11, List<Field> fields, byte[] body) {

    private static final Pattern TARGET = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*://[^/?]*)?([^?]*)(?:\\?.*)?");

    /** One header line. */
    record Field(String name, String value) {}

    ReadRequest with(byte[] body) {
        return new ReadRequest(method, target, http11, fields, body);
    }

    /** The values of all fields of that name. */
    List<String> values(String lowerCaseName) {
        return fields.stream()
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(lowerCaseName))
                .map(Field::value)
                .toList();
    }

    boolean keepAlive() {
        List<String> options = values("connection");
        boolean close = options.stream().anyMatch(option -> hasToken(option, "close"));
        return !close
                && !(isRefused() && expectsContinue())
                && (http11 || options.stream().anyMatch(option -> hasToken(option, "keep-alive")));
    }

    /** At its head, without regard to its body. */
    boolean isRefused() {
        return status() != 202;
    }

    private boolean expectsContinue() {
        return http11 && values("expect").stream().anyMatch("100-continue"::equalsIgnoreCase);
    }

    /** Of the answer. */
    int status() {
        Matcher path = TARGET.matcher(target);
        if (!path.matches() || !path.group(1).equals("/v1/messages")) {
            return 404;
        }
        if (!method.equals("POST")) {
            return 405;
        }
        List<String> types = values("content-type");
        boolean json = !types.isEmpty()
                && types.get(0)
                        .split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals("application/json");
        return json && values("content-encoding").isEmpty() ? 202 : 415;
    }

    private static boolean hasToken(String list, String token) {
        return List.of(list.toLowerCase(Locale.ROOT).split("[ \\t]*,[ \\t]*")).contains(token);
    }
}
