package dev.chatanalytics.engine.message;

/** The members of a message that we read; all are strings. */
enum Member {
    MESSAGE_ID("message_id"),
    BOT_ID("bot_id"),
    USER_ID("user_id"),
    TEXT("text"),
    TIMESTAMP("timestamp");

    final String jsonName;

    Member(String jsonName) {
        this.jsonName = jsonName;
    }

    /** The member of this name, or null when we do not know it. */
    static Member byName(String name) {
        return switch (name) {
            case "message_id" -> MESSAGE_ID;
            case "bot_id" -> BOT_ID;
            case "user_id" -> USER_ID;
            case "text" -> TEXT;
            case "timestamp" -> TIMESTAMP;
            default -> null;
        };
    }
}
