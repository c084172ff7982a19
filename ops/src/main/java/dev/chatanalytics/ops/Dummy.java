package dev.chatanalytics.ops;

final class Dummy {
    private Dummy() {}
}
