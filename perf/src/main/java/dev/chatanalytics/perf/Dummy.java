package dev.chatanalytics.perf;

final class Dummy {
    private Dummy() {}
}
