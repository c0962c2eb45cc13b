package org.stoa.rest;

import org.junit.jupiter.api.Nested;

/** Everything that clients may rely on, with every operation called through the full JAX-RS runtime. */
class RuntimeCallTest {

    @Nested
    class RequestWalk extends RequestWalkContract {
        RequestWalk() {
            super(false);
        }
    }

    @Nested
    class JsonBody extends JsonBodyContract {
        JsonBody() {
            super(false);
        }
    }

    @Nested
    class Problem extends ProblemContract {
        Problem() {
            super(false);
        }
    }

    @Nested
    class Idempotency extends IdempotencyContract {
        Idempotency() {
            super(false);
        }
    }

    @Nested
    class Cursor extends CursorContract {
        Cursor() {
            super(false);
        }
    }
}
