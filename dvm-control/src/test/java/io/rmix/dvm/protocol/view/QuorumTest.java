package io.rmix.dvm.protocol.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.dvm.QuorumPolicy;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is enough. Members are given as digits. */
class QuorumTest {
    private static boolean reached(QuorumPolicy policy, int voters, int learners, String answered, String suspected) {
        Set<Integer> yes = digits(answered);
        Set<Integer> excused = digits(suspected);
        return new Quorum(policy, Views.of(voters, learners), ViewRules.RIGHT)
                .reached(yes::contains, excused::contains);
    }

    private static Set<Integer> digits(String text) {
        return text.chars().mapToObj(each -> each - '0').collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, 01, true",
        "3, 0, 12, true",
        "3, 0, 0, false",
        "4, 0, 012, true",
        "4, 0, 01, true",
        "4, 0, 12, false",
        "2, 0, 0, true",
        "2, 0, 1, false",
        "1, 3, 0, true",
        "1, 3, 123, false",
        "3, 2, 034, false",
        "3, 2, 013, true"
    })
    void majorityIsOfVotersAndHalfNeedsTheFirst(int voters, int learners, String answered, boolean reached) {
        assertEquals(reached, reached(QuorumPolicy.MAJORITY, voters, learners, answered, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, 012, '', true",
        "3, 0, 01, '', false",
        "3, 0, 01, 2, true",
        "3, 0, 2, 01, true",
        "3, 0, '', 012, false",
        "2, 1, 2, 01, false",
        "2, 1, 01, 2, true"
    })
    void survivorsAreAllThatAreNotSuspected(
            int voters, int learners, String answered, String suspected, boolean reached) {
        assertEquals(reached, reached(QuorumPolicy.SURVIVORS, voters, learners, answered, suspected));
    }
}
