package dev.chatanalytics.ops.config;

import dev.chatanalytics.persistence.database.DatabaseOptions;
import dev.chatanalytics.persistence.deadletter.DeadLetterOptions;

/** Turns settings into records, or says all that is wrong with them. Stateless. */
public final class ConfigurationReader {

    private ConfigurationReader() {}

    /** Everything, for whoever runs the service. */
    public static Configuration all(Settings settings) throws ConfigurationException {
        Values values = new Values(settings);
        ServiceSections sections = new ServiceSections(values);
        NlpSection nlp = new NlpSection(values);
        StorageSections storage = new StorageSections(values);
        Configuration configuration = new Configuration(
                sections.http(),
                sections.eventLoops(),
                sections.ingestTimeout(),
                sections.admin(),
                sections.engine(nlp),
                sections.maxBytes(),
                nlp.client(),
                nlp.headers(),
                storage.database(),
                storage.deadLetters(),
                storage.journal(),
                sections.rehearsal(),
                sections.drainTimeout(),
                sections.logFormat());
        CrossChecks.look(values, configuration);
        values.check();
        return configuration;
    }

    /** Only what names the database, for a command that needs no more. */
    public static DatabaseOptions database(Settings settings) throws ConfigurationException {
        Values values = new Values(settings);
        DatabaseOptions database = new StorageSections(values).database();
        values.check();
        return database;
    }

    /** Only what names the dead letters. */
    public static DeadLetterOptions deadLetters(Settings settings) throws ConfigurationException {
        Values values = new Values(settings);
        DeadLetterOptions deadLetters = new StorageSections(values).deadLetters();
        values.check();
        return deadLetters;
    }
}
