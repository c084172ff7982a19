package dev.chatanalytics.persistence;

final class Dummy {
    private Dummy() {}
}
