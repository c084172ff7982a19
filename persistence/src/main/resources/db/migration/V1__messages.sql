-- One row a message. Rows are only ever inserted, so heap pages are filled to the brim (fillfactor 100, the default),
-- and the one index keeps its default too: each bot's rows arrive in rising sent_at, for which PostgreSQL splits leaf
-- pages at the end. Compression is left at the server's default, since lz4 is not in every build.
--
-- The identifiers compare byte by byte (COLLATE "C"): faster than by language, and an upgrade of the operating system's
-- collations cannot corrupt the index.
CREATE TABLE messages (
    message_id      text COLLATE "C" NOT NULL,
    bot_id          text COLLATE "C" NOT NULL,
    user_id         text,
    text            text NOT NULL,
    sent_at         timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    stored_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    nlp_status      text NOT NULL CHECK (nlp_status IN ('ok', 'failed', 'skipped')),
    language        text,
    sentiment       text,
    sentiment_score real,
    nlp             jsonb,
    PRIMARY KEY (bot_id, sent_at, message_id)
) PARTITION BY RANGE (sent_at);

COMMENT ON TABLE messages IS
    'Chat messages, one row each, with what the NLP API said of them. Partitioned by sent_at, a week (Monday to Sunday, UTC) each.';
COMMENT ON COLUMN messages.message_id IS 'Given by the chatbot, or else made by the server';
COMMENT ON COLUMN messages.bot_id IS 'The chatbot that sent it';
COMMENT ON COLUMN messages.user_id IS 'The chatbot''s user, when it says';
COMMENT ON COLUMN messages.text IS 'The message as it was sent';
COMMENT ON COLUMN messages.sent_at IS 'When the chatbot says it was sent, or else when it was received';
COMMENT ON COLUMN messages.received_at IS 'When the server had all of it';
COMMENT ON COLUMN messages.stored_at IS 'When the row was written, by the database''s clock';
COMMENT ON COLUMN messages.nlp_status IS 'ok: analysed; failed: the API gave no usable answer; skipped: it was not asked';
COMMENT ON COLUMN messages.language IS 'From the NLP API';
COMMENT ON COLUMN messages.sentiment IS 'From the NLP API';
COMMENT ON COLUMN messages.sentiment_score IS 'From the NLP API';
COMMENT ON COLUMN messages.nlp IS 'The NLP API''s whole answer; null unless nlp_status is ok';
