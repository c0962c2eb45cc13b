package org.stoa.rest;

import org.junit.jupiter.api.Nested;

/** Everything that clients may rely on, with operations called directly. */
class DirectCallTest {

    @Nested
    class RequestWalk extends RequestWalkContract {
        RequestWalk() {
            super(true);
        }
    }

    @Nested
    class JsonBody extends JsonBodyContract {
        JsonBody() {
            super(true);
        }
    }

    @Nested
    class Problem extends ProblemContract {
        Problem() {
            super(true);
        }
    }

    @Nested
    class Idempotency extends IdempotencyContract {
        Idempotency() {
            super(true);
        }
    }

    @Nested
    class Cursor extends CursorContract {
        Cursor() {
            super(true);
        }
    }
}
