package io.rmix.cli.torture;

import io.rmix.cli.Schemes;
import io.rmix.cli.UserError;
import io.rmix.cli.config.Units;
import io.rmix.cli.fleet.RingLayout;
import io.rmix.cli.torture.net.NetworkFault;
import io.rmix.cli.torture.plan.Fault;
import io.rmix.dvm.QuorumPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the options of a torture may be. Everything is checked before anything is started. */
final class TortureUsage {
    private TortureUsage() {}

    static Duration minutes(double minutes) {
        if (!(minutes > 0 && minutes <= 10_000))
            throw new UserError("--minutes: expected more than 0 and at most 10000, not " + minutes);
        return Duration.ofMillis(Math.round(minutes * 60_000));
    }

    /** @param joiners that are added to those */
    static void members(int members, int joiners) {
        int most = RingLayout.MAX_MEMBERS - joiners;
        if (members < 2 || members > most) throw new UserError("--members: expected 2 to " + most + ", not " + members);
    }

    static void links(List<String> links) {
        Set<String> schemes = Schemes.found();
        for (String link : links)
            if (!schemes.contains(link))
                throw new UserError("--links: expected some of %s with commas between, not '%s'"
                        .formatted(String.join(", ", schemes), link));
    }

    static int range(String option, int value, int least, int most) {
        if (value < least || value > most)
            throw new UserError("%s: expected %d to %d, not %d".formatted(option, least, most, value));
        return value;
    }

    static Duration suspicion(String text) {
        return Units.duration(text)
                .filter(time -> time.toMillis() >= 1000 && time.toMillis() <= 60_000)
                .orElseThrow(() -> new UserError("--suspicion: expected a time from 1s to 60s, not '" + text + "'"));
    }

    private static Fault fault(String word) {
        return Arrays.stream(Fault.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UserError("--faults: expected some of %s with commas between, not '%s'"
                        .formatted(list(EnumSet.allOf(Fault.class)), word)));
    }

    /**
     * The faults that are asked for; without any, all that are possible.
     *
     * @throws UserError if one is unknown, or does not go with the quorum or the network
     */
    static Set<Fault> faults(List<String> words, QuorumPolicy quorum, Set<NetworkFault> network, String how) {
        Set<Fault> suiting = EnumSet.allOf(Fault.class);
        if (quorum == QuorumPolicy.SURVIVORS) suiting.removeIf(each -> !each.suitsSurvivors());
        Set<Fault> possible = EnumSet.copyOf(suiting);
        possible.removeIf(each -> !each.isPossible(network));
        if (words.isEmpty()) return possible;
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (String word : words) {
            Fault fault = fault(word);
            if (!suiting.contains(fault))
                throw new UserError(
                        "--faults: under survivors silence must mean death, so %s cannot be injected: expected some of %s"
                                .formatted(word, list(suiting)));
            if (!possible.contains(fault))
                throw new UserError("--faults: %s cannot be injected here (%s): expected some of %s"
                        .formatted(word, how, list(possible)));
            faults.add(fault);
        }
        return faults;
    }

    private static String list(Set<Fault> faults) {
        return faults.stream().map(Fault::word).collect(Collectors.joining(", "));
    }

    static String word(QuorumPolicy quorum) {
        return quorum.name().toLowerCase(Locale.ROOT);
    }
}
