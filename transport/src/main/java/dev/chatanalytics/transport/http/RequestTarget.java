package dev.chatanalytics.transport.http;

/** Takes a request target apart (RFC 9112, section 3.2): {@code /path?query} or {@code http://host/path?query}. */
final class RequestTarget {

    private RequestTarget() {}

    static String path(String target) {
        int start = start(target);
        int end = target.indexOf('?', start);
        String path = target.substring(start, end < 0 ? target.length() : end);
        return path.isEmpty() ? "/" : path;
    }

    static String query(String target) {
        int mark = target.indexOf('?', start(target));
        return mark < 0 ? null : target.substring(mark + 1);
    }

    /** Where the path starts: behind the host, if one is given. */
    private static int start(String target) {
        if (target.startsWith("/")) {
            return 0;
        }
        int host = target.indexOf("://");
        if (host < 0 || !isScheme(target, host)) {
            return 0;
        }
        for (int i = host + 3; i < target.length(); i++) {
            if (target.charAt(i) == '/' || target.charAt(i) == '?') {
                return i;
            }
        }
        return target.length();
    }

    /** RFC 3986, section 3.1. Whatever else stands before {@code ://} belongs to a path. */
    private static boolean isScheme(String target, int end) {
        for (int i = 0; i < end; i++) {
            char c = target.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || "0123456789+-.".indexOf(c) < 0)) {
                return false;
            }
        }
        return end > 0;
    }
}
