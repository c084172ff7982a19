package dev.chatanalytics.ops.config;

import java.util.regex.Pattern;

/** Hides what nobody should read in a log or on a screen. */
final class Secrets {

    private static final String HIDDEN = "***";
    private static final Pattern USER_INFO = Pattern.compile("://[^/?#]*@");
    private static final Pattern QUERY = Pattern.compile("(?i)([?&][a-z_-]*(?:password|token|secret|key)=)[^&#]*");

    private Secrets() {}

    /** The value with its secrets replaced; all of it when the key names a secret. Null stays null. */
    static String mask(String key, String value) {
        if (value == null || value.isEmpty()) {
            return value;
        }
        if (key.endsWith("password") || key.equals("nlp.headers")) {
            return HIDDEN;
        }
        String withoutUser = USER_INFO.matcher(value).replaceAll("://" + HIDDEN + "@");
        return QUERY.matcher(withoutUser).replaceAll("$1" + HIDDEN);
    }
}
