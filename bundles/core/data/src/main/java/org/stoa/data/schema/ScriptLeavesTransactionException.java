package org.stoa.data.schema;

/** A script of which not everything could be undone. */
final class ScriptLeavesTransactionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String script;

    private ScriptLeavesTransactionException(String script, String message) {
        super(message);
        this.script = script;
    }

    /** @param script its path in the bundle */
    static ScriptLeavesTransactionException cannotRun(String script) {
        return new ScriptLeavesTransactionException(
                script,
                "has a statement that PostgreSQL does not run in a transaction, such as CREATE INDEX CONCURRENTLY:"
                        + " use one that it does");
    }

    /** @param script its path in the bundle */
    static ScriptLeavesTransactionException ends(String script) {
        return new ScriptLeavesTransactionException(
                script, "ends the transaction it runs in: leave out COMMIT, ROLLBACK and BEGIN");
    }

    String script() {
        return script;
    }
}
