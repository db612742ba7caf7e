package io.rmix.interceptors;

import io.rmix.CallEnd;

/** How calls ended, as one word for logs, metrics and traces. */
final class Ends {
    private Ends() {}

    /** {@code OK}, {@code EXCEPTION} for a declared one, or the code of the failure. */
    static String code(CallEnd end) {
        return switch (end.kind()) {
            case RESULT -> "OK";
            case DECLARED -> "EXCEPTION";
            case FAILED -> end.code().orElseThrow().name();
        };
    }
}
