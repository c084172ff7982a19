package dev.chatanalytics.transport;

final class Dummy {
    private Dummy() {}
}
