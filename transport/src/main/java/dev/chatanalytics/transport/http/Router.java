package dev.chatanalytics.transport.http;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Finds the handler by exact path and method; 404 or 405, at the head, when there is none. Immutable and thread-safe. */
public final class Router implements RequestHandler {

    private static final HeadDecision NOT_FOUND =
            HeadDecision.refuse(HttpAnswer.problem(Status.NOT_FOUND, "There is nothing at this path"));

    private final Map<String, Path> paths = new HashMap<>();

    private Router() {}

    /** @throws IllegalArgumentException when two routes are for the same method and path */
    public static Router of(Route... routes) {
        Router router = new Router();
        for (Route route : routes) {
            router.paths.computeIfAbsent(route.path(), path -> new Path()).add(route);
        }
        return router;
    }

    @Override
    public HeadDecision decide(RequestHead head) {
        Path path = paths.get(head.path());
        if (path == null) {
            return NOT_FOUND;
        }
        RequestHandler handler = path.handlers.get(head.method());
        return handler == null ? path.notAllowed(head.method()) : handler.decide(head);
    }

    @Override
    public void handle(HttpExchange exchange) {
        paths.get(exchange.path()).handlers.get(exchange.method()).handle(exchange);
    }

    /** The methods of one path. */
    private static final class Path {

        private final Map<String, RequestHandler> handlers = new TreeMap<>();

        private void add(Route route) {
            put(route, route.method());
            if (route.method().equals("GET")) {
                put(route, "HEAD"); // the server leaves the body out
            }
        }

        private void put(Route route, String method) {
            if (handlers.put(method, route.handler()) != null) {
                throw new IllegalArgumentException("route: " + method + " " + route.path() + " (expected: once)");
            }
        }

        private HeadDecision notAllowed(String method) {
            String allow = String.join(", ", handlers.keySet());
            return HeadDecision.refuse(
                    HttpAnswer.problem(Status.METHOD_NOT_ALLOWED, method + " is not for this path, but " + allow)
                            .with("Allow", allow));
        }
    }
}
