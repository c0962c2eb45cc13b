package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;

/** Two versions of one bundle use one schema at once. */
class VersionsSideBySideTest {

    private static final String GROWN = "ALTER TABLE note ADD COLUMN colour text";

    private static DatabaseFixture fixture;

    private final CallContext context = DatabaseFixture.user(Ids.next());

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void oneGoesOnWhenTheOtherStops() {
        BundleDatabases old = fixture.migrated("leaving", DatabaseFixture.NOTES);
        BundleDatabases young = fixture.migrated("leaving", DatabaseFixture.NOTES, GROWN);
        DatabaseFixture.texts(old.database(), context, "SELECT id FROM note");
        DatabaseFixture.texts(young.database(), context, "SELECT colour FROM note");

        old.close();

        assertThatCode(() -> DatabaseFixture.texts(young.database(), context, "SELECT colour FROM note"))
                .doesNotThrowAnyException();
    }

    @Test
    void readsOfTheOldOneGoOnAcrossTheMigrationOfTheNewOne() {
        BundleDatabases old = fixture.migrated("reading", DatabaseFixture.NOTES);
        for (int i = 0; i < 20; i++) {
            DatabaseFixture.texts(old.database(), context, "SELECT * FROM note");
        }

        fixture.migrated("reading", DatabaseFixture.NOTES, GROWN);

        assertThat(DatabaseFixture.texts(old.database(), context, "SELECT * FROM note"))
                .as("no plan from before is held on to")
                .isEmpty();
    }

    @Test
    void writesOfTheOldOneGoOnAcrossTheMigrationOfTheNewOne() {
        BundleDatabases old = fixture.migrated("writing", DatabaseFixture.NOTES);
        String update = "UPDATE note SET text = text RETURNING *";
        for (int i = 0; i < 20; i++) {
            rewrite(old, update);
        }

        fixture.migrated("writing", DatabaseFixture.NOTES, GROWN);

        assertThat(rewrite(old, update)).as("no plan from before is held on to").isEmpty();
    }

    private List<String> rewrite(BundleDatabases bundle, String update) {
        return bundle.database().write(context, SqlMapper.class, (mapper, transaction) -> mapper.texts(update));
    }

    @Test
    void oldOneStartsOnSchemaThatTheNewOneHasMigrated() {
        fixture.migrated("returning", DatabaseFixture.NOTES, GROWN);

        BundleDatabases old = fixture.bundle("returning", DatabaseFixture.NOTES);

        assertThat(old.migrate()).isZero();
        assertThat(DatabaseFixture.texts(old.database(), context, "SELECT id FROM note"))
                .isEmpty();
    }
}
